using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// A statement that must be there. A value may name what was rendered: <c>{user}</c>, <c>{hash}</c>, <c>{key}</c>, <c>{disk}</c>,
/// <c>{failure}</c>.
/// </summary>
internal sealed record RequiredDirective : RuleScope
{
    /// <summary>The rule's name, such as <c>power-off</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The whole path.</summary>
    public required string Path { get; init; }

    /// <summary>A regular expression that the value must match; being there is enough when null.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong when it is missing.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether a statement is what is required, with the values that were rendered.</summary>
    public bool IsMetBy(Directive directive, AnswerFileInputs inputs) =>
        directive.Path == Path && (Value is null || Regex.IsMatch(directive.Value, Fill(Value, inputs), RegexOptions.CultureInvariant));

    private static string Fill(string pattern, AnswerFileInputs inputs) =>
        pattern
            .Replace("{user}", Regex.Escape(inputs.User), StringComparison.Ordinal)
            .Replace("{hash}", Regex.Escape(inputs.PasswordHash), StringComparison.Ordinal)
            .Replace("{key}", Regex.Escape(inputs.SshPublicKey), StringComparison.Ordinal)
            .Replace("{disk}", Regex.Escape(inputs.Disk), StringComparison.Ordinal)
            .Replace("{failure}", Regex.Escape(AnswerFileFilters.ShellJoined(inputs.FailureWord)), StringComparison.Ordinal);
}
