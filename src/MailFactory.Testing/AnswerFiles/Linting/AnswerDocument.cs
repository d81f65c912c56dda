namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>An answer file as its reader understood it.</summary>
internal sealed record AnswerDocument
{
    /// <summary>The main file's name, for findings about the whole.</summary>
    public required string File { get; init; }

    /// <summary>What it says, without the scripts.</summary>
    public required IReadOnlyList<Directive> Directives { get; init; }

    /// <summary>The scripts in it, in the order in which they run.</summary>
    public IReadOnlyList<ShellScript> Scripts { get; init; } = [];

    /// <summary>The name of the script that runs last in an install that goes well.</summary>
    public required string LastScript { get; init; }

    /// <summary>What the reader itself did not like.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];
}
