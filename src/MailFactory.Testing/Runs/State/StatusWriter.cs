using MailFactory.Testing.Files;

namespace MailFactory.Testing.Runs.State;

/// <summary>Replaces status.json when the status changes: bursts once in 300 ms, the last status always.</summary>
internal sealed class StatusWriter : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _writing;
    private RunStatus? _newest;
    private bool _hasFailed;

    /// <summary>Starts writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told once when the file cannot be written, as the run does not need it.</param>
    public StatusWriter(string path, TimeProvider time, Action<string> say)
    {
        _path = path;
        _time = time;
        _say = say;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes the newest status; not for two threads at once.</summary>
    public void Put(RunStatus status)
    {
        Volatile.Write(ref _newest, status);
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    /// <summary>Writes the last status.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _end.Dispose();
        _changed.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_end.Token).ConfigureAwait(false);
                await SaveAsync().ConfigureAwait(false);
                await Task.Delay(_interval, _time, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            await SaveAsync().ConfigureAwait(false);
        }
    }

    private async Task SaveAsync()
    {
        if (Interlocked.Exchange(ref _newest, null) is not { } status)
        {
            return;
        }

        try
        {
            await AtomicFile.WriteAsync(_path, status.WriteAsync, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                _say($"the state of this run is not kept: {error.Message}");
            }
        }
    }
}
