namespace MailFactory.Testing.Scheduling;

/// <summary>An item that runs.</summary>
/// <param name="Item">The item.</param>
/// <param name="Started">When it started, counted from the start of the run.</param>
internal sealed record RunningItem(WorkItem Item, TimeSpan Started)
{
    /// <summary>When it is expected to be over; now, when it takes longer than expected.</summary>
    public TimeSpan ExpectedEnd(TimeSpan now) => TimeSpan.FromTicks(Math.Max((Started + Item.Expected).Ticks, now.Ticks));
}
