namespace MailFactory.Testing.Tests.Scheduling;

/// <summary>
/// A clock whose timers count from the moment at which its owner last looked at it, so that a clock that is moved on between the look
/// and the timer does not make the timer late.
/// </summary>
internal sealed class StrictTime(TimeProvider time) : TimeProvider
{
    private long _looked;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => _looked = time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var left = dueTime - time.GetElapsedTime(_looked);
        return time.CreateTimer(callback, state, left > TimeSpan.Zero ? left : TimeSpan.Zero, period);
    }
}
