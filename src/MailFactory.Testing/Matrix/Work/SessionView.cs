using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>
/// The view of a run. Stages keep running between two targets, when the build engine prints its own lines; the live display only
/// stands while a target waits.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="recorder">Keeps what is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionView(TextWriter output, RunRecorder recorder, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StageProgressed> _latest = [];
    private ProgressView? _view;

    /// <summary>Shows the display until the wait is over.</summary>
    public async Task ShowWhileAsync(Task wait)
    {
        var view = ProgressView.Start(output, time: time);
        lock (_lock)
        {
            _view = view;
            foreach (var update in _latest.Values)
            {
                view.Report(update);
            }

            _latest.Clear();
        }

        try
        {
            await wait.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _view = null;
            }

            await view.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes the newest state of a distro.</summary>
    public void Report(StageProgressed update)
    {
        if (!update.IsOver)
        {
            recorder.Progress(now => update with { Time = now });
        }

        lock (_lock)
        {
            if (_view is null)
            {
                _latest[update.Distro] = update;
            }
            else
            {
                _view.Report(update);
            }
        }
    }

    /// <summary>Prints a line that stays.</summary>
    /// <param name="text">The line.</param>
    /// <param name="distro">The distro it is about, if any; printed in front.</param>
    public void Say(string text, string? distro = null)
    {
        recorder.Record(now => new LineSaid
        {
            Time = now,
            Text = text,
            Distro = distro,
        });
        var line = distro is null ? text : $"{distro}: {text}";
        lock (_lock)
        {
            if (_view is null)
            {
                output.WriteLine(line);
            }
            else
            {
                _view.Say(line);
            }
        }
    }
}
