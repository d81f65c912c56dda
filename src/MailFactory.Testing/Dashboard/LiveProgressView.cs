using MailFactory.Testing.Runs.Journal;
using Spectre.Console;

namespace MailFactory.Testing.Dashboard;

/// <summary>One line per distro at the bottom of the terminal, drawn over up to four times a second.</summary>
internal sealed class LiveProgressView : ProgressView
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (StageProgressed Update, long Stamp)> _states = [];
    private readonly TimeProvider _time;
    private readonly IAnsiConsole _console;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;

    public LiveProgressView(TextWriter output, Terminal terminal, TimeProvider time)
    {
        _time = time;
        _console = terminal.Open(output);
        _drawing = Task.Run(() => _console.Live(Lines()).StartAsync(DrawAsync));
    }

    public override void Report(StageProgressed update)
    {
        lock (_lock)
        {
            _states[update.Distro] = (update, _time.GetTimestamp());
        }
    }

    public override void Say(string line) => _console.Write(new Notice(line));

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        try
        {
            do
            {
                context.UpdateTarget(Lines());
            } while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            context.UpdateTarget(Lines());
        }
    }

    private Rows Lines()
    {
        lock (_lock)
        {
            // A line as wide as the terminal would make some terminals wrap and the next drawing start a line too low.
            var width = Math.Max(20, _console.Profile.Width - 1);
            var distroWidth = _states.Keys.Select(distro => distro.Length).DefaultIfEmpty().Max();
            return new Rows(_states.Values.Select(state => Line(state.Update, _time.GetElapsedTime(state.Stamp), distroWidth, width)));
        }
    }

    private static Text Line(StageProgressed update, TimeSpan age, int distroWidth, int width) =>
        new Text(ProgressLine.Format(update, age, distroWidth, width), update.IsOver ? new Style(decoration: Decoration.Dim) : Style.Plain);
}
