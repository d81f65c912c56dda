namespace MailFactory.Testing.Runs.Journal;

/// <summary>The user was told something.</summary>
internal sealed record LineSaid : JournalEntry
{
    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The distro it is about; null when it is about the run.</summary>
    public string? Distro { get; init; }
}
