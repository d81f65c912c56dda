using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Runs.State;

/// <summary>
/// Keeps the record of a run while it runs: journal, status.json and the log of each process. All members may be called from
/// any thread. A record that cannot be written is said once and ends nothing.
/// </summary>
internal sealed class RunRecorder : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly JournalWriter? _journal;
    private readonly ProcessLogs _logs;
    private readonly StatusWriter? _file;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private RunStatus _status = RunStatus.None;
    private bool _hasFailed;

    private RunRecorder(WorkLayout layout, TimeProvider time, Action<string> say, bool isSilent)
    {
        _time = time;
        _say = say;
        _logs = new ProcessLogs(layout);
        if (isSilent)
        {
            return;
        }

        _file = new StatusWriter(layout.Status, time, say);
        try
        {
            _journal = JournalWriter.Open(layout.Journal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failed(error);
        }
    }

    /// <summary>The run as it is now.</summary>
    public RunStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>Opens the record of a work directory.</summary>
    /// <param name="layout">The work directory.</param>
    /// <param name="time">The clock of the entries.</param>
    /// <param name="say">Told once when a file cannot be written; must not record what it is told.</param>
    public static RunRecorder Open(WorkLayout layout, TimeProvider time, Action<string> say) => new(layout, time, say, isSilent: false);

    /// <summary>A recorder that keeps the state in memory and writes no file.</summary>
    public static RunRecorder Silent(WorkLayout layout, TimeProvider time) => new(layout, time, _ => { }, isSilent: true);

    /// <summary>Writes an entry, made with the time given to it, and changes the state by it.</summary>
    public void Record(Func<DateTimeOffset, JournalEntry> entry)
    {
        lock (_lock)
        {
            Add(entry(_time.GetUtcNow()));
        }
    }

    /// <summary>Takes how far a stage is; only a new phase and each whole ten percent become entries.</summary>
    public void Progress(Func<DateTimeOffset, StageProgressed> progress)
    {
        lock (_lock)
        {
            var now = progress(_time.GetUtcNow());
            var last = _status.State.Item(now.Distro, now.Stage)?.Progress;
            if (now.IsNewsAfter(last?.Phase, last?.Percent))
            {
                Add(now);
                return;
            }

            _status = _status.With(now);
            _file?.Put(_status);
        }
    }

    /// <summary>Writes the last state and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }

        _journal?.Dispose();
        _logs.Dispose();
    }

    private void Add(JournalEntry entry)
    {
        try
        {
            _journal?.Append(entry);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failed(error);
        }

        _status = _status.After(entry);
        _logs.Write(entry, _status.State);
        _file?.Put(_status);
    }

    private void Failed(Exception error)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            _say($"the journal of this run is not kept: {error.Message}");
        }
    }
}
