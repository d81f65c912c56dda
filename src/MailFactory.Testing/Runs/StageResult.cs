namespace MailFactory.Testing.Runs;

/// <summary>How one stage of one distro ended.</summary>
public sealed record StageResult
{
    /// <summary>The distro's identifier, such as <c>debian-13</c>.</summary>
    public required string Distro { get; init; }

    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>How it ended; <see cref="Verdict.Skipped"/> when an earlier result was reused or an earlier stage failed.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence: what was done, why it was reused, or the cause of the failure.</summary>
    public required string Summary { get; init; }

    /// <summary>What a failure is due to; <see cref="FailureClass.None"/> unless it failed.</summary>
    public FailureClass FailureClass { get; init; }

    /// <summary>Where the known issues are dealt with that explain all that failed; null when any of it is news, or nothing failed.</summary>
    public string? Known { get; init; }

    /// <summary>
    /// How Mail Server Factory ended, such as <c>unsupportedPlatform</c>, where it set the mail server up; null for every other stage.
    /// </summary>
    public string? FactoryOutcome { get; init; }

    /// <summary>When the stage began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Facts worth keeping: digests, versions, phase durations, one per line.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Its parts in their order, where they were timed; empty otherwise.</summary>
    public IReadOnlyList<StagePhase> Phases { get; init; } = [];

    /// <summary>Memory of the host that was set aside for it, in MiB.</summary>
    public int MemoryMiB { get; init; }

    /// <summary>Virtual CPUs that were set aside for it.</summary>
    public int Cpus { get; init; }

    /// <summary>Files that belong to the result (logs, screenshots), relative to the work directory where possible.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the machine's package manager had installed when the mail server was tested, as <c>name version</c>; else empty.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The conformance checks of a mail test; empty for other stages.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];
}
