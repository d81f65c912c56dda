using MailFactory.Testing.Dashboard;

namespace MailFactory.Testing.Pipeline;

/// <summary>
/// The view of a run. Stages go on between two targets, when the build engine prints its own lines; the live display only
/// stands while a target waits.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionView(TextWriter output, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProgressUpdate> _latest = [];
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
    public void Report(ProgressUpdate update)
    {
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
    public void Say(string line)
    {
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
