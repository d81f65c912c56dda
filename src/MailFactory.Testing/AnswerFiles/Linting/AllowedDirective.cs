using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A statement that the installer knows.</summary>
internal sealed record AllowedDirective : RuleScope
{
    /// <summary>The whole path.</summary>
    public required string Path { get; init; }

    /// <summary>A regular expression for the whole value; anything when null.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the installer takes a value for it.</summary>
    public bool Takes(string value) => Value is null || Regex.IsMatch(value, $"^(?:{Value})\\z", RegexOptions.CultureInvariant);
}
