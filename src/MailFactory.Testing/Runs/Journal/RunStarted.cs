using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>A build began a run; everything before it in the journal belongs to earlier runs.</summary>
internal sealed record RunStarted : JournalEntry
{
    /// <summary>The run's identifier, see <see cref="RunResult.RunId"/>.</summary>
    public required string RunId { get; init; }

    /// <summary>The build.</summary>
    public required ProcessIdentity Owner { get; init; }

    /// <summary>The arguments of the build, secrets masked.</summary>
    public required string Command { get; init; }

    /// <summary>The distros asked for, in order.</summary>
    public required IReadOnlyList<string> Distros { get; init; }

    /// <summary>The stages to do, in order.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }
}
