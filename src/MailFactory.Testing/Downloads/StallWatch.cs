namespace MailFactory.Testing.Downloads;

/// <summary>Cancels a connection that sends nothing, or so little that it only pretends to.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly double _enough;
    private readonly CancellationTokenSource _stall;
    private readonly CancellationTokenSource _either;
    private long _received;

    public StallWatch(DownloadOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _timeout = options.StallTimeout;
        _enough = options.LeastBytesPerSecond * _timeout.TotalSeconds;
        _stall = new CancellationTokenSource(_timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stall.Token, cancellationToken);
    }

    /// <summary>Cancelled by the stall, or because the caller's token is.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Notes bytes; the watch begins anew once they are enough for a whole stall time at the least rate.</summary>
    public void Received(int bytes)
    {
        _received += bytes;
        if (_received >= _enough)
        {
            Restart();
        }
    }

    /// <summary>Begins anew, after a pause that is not the server's fault.</summary>
    public void Restart()
    {
        _received = 0;
        _stall.CancelAfter(_timeout);
    }

    /// <summary>Holds the watch while we do not listen.</summary>
    public void Pause() => _stall.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _stall.Dispose();
    }
}
