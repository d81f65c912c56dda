using System.Collections.Concurrent;

namespace MailFactory.Testing.Tests.Releases;

/// <summary>A clock that notes each pause and ends it at once; timers that are set later than they are made run as usual.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _pauses = [];

    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        _pauses.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
