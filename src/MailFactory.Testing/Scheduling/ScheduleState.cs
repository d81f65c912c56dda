namespace MailFactory.Testing.Scheduling;

/// <summary>Where a run stands: all that a decision depends on.</summary>
internal sealed record ScheduleState
{
    /// <summary>The time since the start of the run.</summary>
    public required TimeSpan Now { get; init; }

    /// <summary>What runs.</summary>
    public IReadOnlyList<RunningItem> Running { get; init; } = [];

    /// <summary>What is over, however it ended.</summary>
    public IReadOnlySet<ItemId> Over { get; init; } = new HashSet<ItemId>();

    /// <summary>When the last machine started; null before the first.</summary>
    public TimeSpan? LastMachineStart { get; init; }
}
