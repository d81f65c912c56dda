namespace MailFactory.Testing.Runs.Journal;

/// <summary>The run is over and its machines are down. A run without this entry was killed.</summary>
internal sealed record RunEnded : JournalEntry
{
    /// <summary>The class of the worst failure; its number is the exit code.</summary>
    public required FailureClass Result { get; init; }
}
