using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Durations;

/// <summary>How long one stage of one distro took under one kind of accelerator.</summary>
internal sealed record StageDurations
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The accelerator.</summary>
    public required AcceleratorKind Accelerator { get; init; }

    /// <summary>The last few durations in seconds, the newest last.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }
}
