namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>How a run is expected to go when every item takes its expected time and nothing is reused.</summary>
internal sealed record SchedulePlan
{
    /// <summary>What the run may take of the host.</summary>
    public required HostBudget Host { get; init; }

    /// <summary>All items, in the order of their starts.</summary>
    public required IReadOnlyList<PlannedItem> Items { get; init; }

    /// <summary>When the last item is over.</summary>
    public required TimeSpan Makespan { get; init; }

    /// <summary>What no schedule can beat.</summary>
    public required ScheduleBounds Bounds { get; init; }

    /// <summary>The time one item after the other would take.</summary>
    public required TimeSpan SerialTime { get; init; }

    /// <summary>The time when each stage had to be over for all distros before the next begins.</summary>
    public required TimeSpan BarrierTime { get; init; }

    /// <summary>The most that runs at one moment, each amount for itself; its disk space is that of running items only.</summary>
    public required Resources Peak { get; init; }

    /// <summary>The most disk space taken at one moment in GiB, with what finished items leave behind.</summary>
    public required int PeakDiskGiB { get; init; }

    /// <summary>The chain that makes the run as long as it is: each item started when the one before it was over.</summary>
    public required IReadOnlyList<ItemId> CriticalPath { get; init; }

    /// <summary>The distros in groups whose machines run side by side.</summary>
    public required IReadOnlyList<ScheduleWave> Waves { get; init; }

    /// <summary>What the user should know before starting, one sentence each.</summary>
    public IReadOnlyList<string> Warnings =>
        PeakDiskGiB > Host.DiskGiB
            ? [$"if nothing is reused, this run takes up to {PeakDiskGiB} GiB of disk, and {Host.DiskGiB} GiB are free"]
            : [];
}
