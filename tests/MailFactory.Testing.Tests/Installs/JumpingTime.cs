namespace MailFactory.Testing.Tests.Installs;

/// <summary>
/// A clock that stands still until somebody waits, and then jumps to the end of the wait: hours in an instant, in lock step.
/// </summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>By how much somebody has set the wall clock at a moment; not at all unless set.</summary>
    public Func<TimeSpan, TimeSpan> WallClockJump { get; init; } = _ => TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.UnixEpoch.AddYears(50).AddTicks(GetTimestamp()) + WallClockJump(TimeSpan.FromTicks(GetTimestamp()));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _now, dueTime.Ticks);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new SpentTimer();
    }

    private sealed class SpentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
