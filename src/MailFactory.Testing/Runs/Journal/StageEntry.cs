namespace MailFactory.Testing.Runs.Journal;

/// <summary>Something that happened to one stage of one distro.</summary>
internal abstract record StageEntry : JournalEntry
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The name of both together.</summary>
    public string Process => new ProcessName(Stage, Distro).ToString();
}
