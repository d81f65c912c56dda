using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard;

/// <summary>How far one distro is.</summary>
internal sealed record ProgressUpdate
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The stage it is in.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The phase of the stage in a few words, such as <c>installing the base system</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>How much of the stage is done, 0 to 100; null when that cannot be told.</summary>
    public double? Percent { get; init; }

    /// <summary>How long the stage has been running.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long the stage will probably go on; null when that cannot be told.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>A remark; null when there is none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the stage is over, so that its clock stands still.</summary>
    public bool IsOver { get; init; }
}
