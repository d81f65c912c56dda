using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Runs.State;

/// <summary>One stage of one distro as it is now.</summary>
internal sealed record ItemState
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The name of both together, such as <c>vm_install_debian-13</c>.</summary>
    public string Process => new ProcessName(Stage, Distro).ToString();

    /// <summary>Whether it waits, runs or is over.</summary>
    public ItemStatus Status { get; init; }

    /// <summary>When it began; null while it waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The newest progress; null before the first.</summary>
    public StageProgressed? Progress { get; init; }

    /// <summary>How it ended; null before.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What a failure is due to.</summary>
    public FailureClass FailureClass { get; init; }

    /// <summary>One sentence about its end; null before.</summary>
    public string? Summary { get; init; }

    /// <summary>How long it took; null before its end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The checks of a mail test; null when there are none.</summary>
    public CheckTally? Checks { get; init; }

    /// <summary>The state after the stage has ended.</summary>
    internal ItemState With(StageResult result) =>
        this with
        {
            Status = ItemStatus.Over,
            Started = result.Started,
            Verdict = result.Verdict,
            FailureClass = result.FailureClass,
            Summary = result.Summary,
            Duration = result.Duration,
            Checks = CheckTally.Of(result.Checks),
        };
}
