namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A statement that the installer knows.</summary>
internal sealed record AllowedDirective : RuleScope
{
    /// <summary>The whole path.</summary>
    public required string Path { get; init; }

    /// <summary>A regular expression for the whole value; anything when null.</summary>
    public string? Value { get; init; }
}
