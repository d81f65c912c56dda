namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>What a look at all answer files came to.</summary>
internal sealed record LintReport
{
    /// <summary>The distros whose answer files were looked at.</summary>
    public required IReadOnlyList<string> Distros { get; init; }

    /// <summary>Everything that is wrong.</summary>
    public required IReadOnlyList<LintFinding> Findings { get; init; }

    /// <summary>Validators of others that were asked.</summary>
    public required IReadOnlyList<string> UsedTools { get; init; }

    /// <summary>Validators that are not installed on this host, and so were not asked.</summary>
    public required IReadOnlyList<string> MissingTools { get; init; }
}
