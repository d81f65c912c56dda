namespace MailFactory.Testing.Downloads;

/// <summary>Adds up the bytes of all connections of one download and reports them with their rate.</summary>
internal sealed class ProgressMeter(TimeProvider time, IProgress<DownloadProgress>? progress)
{
    private const long Step = 1 << 20;
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<(long Stamp, long Bytes)> _samples = [];
    private long _bytes;
    private long _reported;
    private long? _total;

    /// <summary>Begins to count at the bytes that are on disk already.</summary>
    public void Begin(long bytes, long? total)
    {
        lock (_gate)
        {
            (_bytes, _reported, _total) = (bytes, bytes, total);
            _samples.Clear();
            _samples.Enqueue((time.GetTimestamp(), bytes));
        }
    }

    public void Add(int bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            if (_bytes - _reported >= Step || _bytes == _total)
            {
                _reported = _bytes;
                progress?.Report(new DownloadProgress(_bytes, _total) { BytesPerSecond = Rate() });
            }
        }
    }

    private double? Rate()
    {
        var now = time.GetTimestamp();
        while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().Stamp, now) > _window)
        {
            _samples.Dequeue();
        }

        var (stamp, bytes) = _samples.Peek();
        _samples.Enqueue((now, _bytes));
        return time.GetElapsedTime(stamp, now) is { TotalSeconds: > 0.1 and var seconds } ? (_bytes - bytes) / seconds : null;
    }
}
