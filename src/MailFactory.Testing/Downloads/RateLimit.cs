namespace MailFactory.Testing.Downloads;

/// <summary>Spreads bytes over time: whoever takes some waits until those taken before have had theirs.</summary>
/// <param name="bytesPerSecond">The most bytes in a second.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(long bytesPerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _free;

    /// <summary>How long to wait before these bytes may be used; zero when the line has been quiet.</summary>
    public TimeSpan Take(int bytes)
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            var begin = _free > now ? _free : now;
            _free = begin + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            return begin - now;
        }
    }
}
