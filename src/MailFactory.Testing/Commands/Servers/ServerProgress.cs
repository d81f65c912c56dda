using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>Prints each result as it comes, and now and then what is waited for when it takes long.</summary>
internal sealed class ServerProgress : IProgress<CheckResult>, IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly List<CheckResult> _ended = [];
    private readonly TextWriter _console;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private (string Id, string What, long Since)? _running;

    /// <summary>Prints nothing yet.</summary>
    public ServerProgress(TextWriter console, TimeProvider time)
    {
        (_console, _time) = (console, time);
        _timer = time.CreateTimer(_ => Remind(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The results so far.</summary>
    public IReadOnlyList<CheckResult> Ended
    {
        get
        {
            lock (_lock)
            {
                return [.. _ended];
            }
        }
    }

    /// <summary>Something begins that may take long: a check by its identifier and title, or a step before or after them.</summary>
    public void Begin(string id, string what)
    {
        lock (_lock)
        {
            _running = (id, what, _time.GetTimestamp());
            _timer.Change(_interval, _interval);
        }
    }

    /// <summary>What began has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            _running = null;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Report(CheckResult value)
    {
        lock (_lock)
        {
            End();
            _ended.Add(value);
            _console.WriteLine(ServerReportText.Of(value));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Remind()
    {
        lock (_lock)
        {
            if (_running is { } running)
            {
                _console.WriteLine(ServerReportText.Running(running.Id, _time.GetElapsedTime(running.Since), running.What));
                _console.Flush();
            }
        }
    }
}
