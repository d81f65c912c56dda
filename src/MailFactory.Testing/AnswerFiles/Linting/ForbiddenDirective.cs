using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A statement that must not be there.</summary>
internal sealed record ForbiddenDirective : RuleScope
{
    /// <summary>The rule's name, such as <c>network-card</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>A regular expression for the path; any path when null.</summary>
    public string? Path { get; init; }

    /// <summary>A regular expression for the value; any value when null.</summary>
    public string? Value { get; init; }

    /// <summary>Why not.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether a statement is of this kind.</summary>
    public bool Hits(Directive directive) =>
        (Path is null || Regex.IsMatch(directive.Path, Path, RegexOptions.CultureInvariant))
        && (Value is null || Regex.IsMatch(directive.Value, Value, RegexOptions.CultureInvariant));
}
