namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

/// <summary>A mistake somebody could make in a template, and the rule that must catch it.</summary>
/// <param name="Distro">The distro whose file is broken.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Find">A text of the rendered file.</param>
/// <param name="Replacement">What stands there by mistake.</param>
internal sealed record Mistake(string Distro, string Rule, string Find, string Replacement);
