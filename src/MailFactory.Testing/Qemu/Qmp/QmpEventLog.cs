using System.Runtime.CompilerServices;

namespace MailFactory.Testing.Qemu.Qmp;

/// <summary>All events of a connection, in order; any number of readers may follow it from its beginning.</summary>
internal sealed class QmpEventLog
{
    private readonly Lock _lock = new();
    private readonly List<QmpEvent> _events = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _isComplete;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<QmpEvent> Snapshot()
    {
        lock (_lock)
        {
            return [.. _events];
        }
    }

    /// <summary>Adds an event and wakes the readers.</summary>
    public void Add(QmpEvent happened) => Change(() => _events.Add(happened));

    /// <summary>Says that no more events will come.</summary>
    public void Complete() => Change(() => _isComplete = true);

    /// <summary>The events from the first one on; ends when the log is complete.</summary>
    public async IAsyncEnumerable<QmpEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ; )
        {
            List<QmpEvent> fresh;
            bool isComplete;
            Task changed;
            lock (_lock)
            {
                fresh = _events[next..];
                isComplete = _isComplete;
                changed = _changed.Task;
            }

            foreach (var happened in fresh)
            {
                yield return happened;
            }

            next += fresh.Count;
            if (isComplete)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            change();
            signal = _changed;
            _changed = NewSignal();
        }

        signal.SetResult();
    }
}
