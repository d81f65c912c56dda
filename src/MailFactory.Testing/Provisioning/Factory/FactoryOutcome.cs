namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>What a run of Mail Server Factory came to, and the line that proves it.</summary>
internal sealed record FactoryOutcome
{
    /// <summary>The class.</summary>
    public required FactoryOutcomeClass Class { get; init; }

    /// <summary>What it failed in.</summary>
    public FactoryFailureKind Kind { get; init; }

    /// <summary>How far it came.</summary>
    public FactoryStage Stage { get; init; }

    /// <summary>The container that it was at; null before the first.</summary>
    public string? Container { get; init; }

    /// <summary>The line that proves it: of its console, or our own about how it ended.</summary>
    public required string Proof { get; init; }

    /// <summary>How java ended; null when it was ended by us or never began.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last command that it ran in the machine, secrets masked; null when there was none.</summary>
    public string? LastCommand { get; init; }

    /// <summary>What it took the machine for; null when it did not come that far.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The last lines of its console, secrets masked.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>How long it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The class and, for a failure, what it failed in.</summary>
    public string Name
    {
        get
        {
            var where =
                Kind == FactoryFailureKind.Stack && Container is not null ? $"{FactoryWords.Of(Kind)} {Container}" : FactoryWords.Of(Kind);
            return Kind == FactoryFailureKind.None ? FactoryWords.Of(Class) : $"{FactoryWords.Of(Class)} ({where})";
        }
    }
}
