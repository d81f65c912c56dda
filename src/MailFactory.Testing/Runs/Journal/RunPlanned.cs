namespace MailFactory.Testing.Runs.Journal;

/// <summary>The host has been looked at and the schedule is made; the first stages start now.</summary>
internal sealed record RunPlanned : JournalEntry
{
    /// <summary>The proven accelerator, see <see cref="RunResult.Accelerator"/>.</summary>
    public required string Accelerator { get; init; }

    /// <summary>What the machines may take of the host, for people.</summary>
    public required string Host { get; init; }
}
