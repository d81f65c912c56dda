namespace MailFactory.Testing.Runs.Journal;

/// <summary>A stage of a distro is over, or was not reached.</summary>
internal sealed record StageEnded : JournalEntry
{
    /// <summary>How it ended, whole.</summary>
    public required StageResult Result { get; init; }
}
