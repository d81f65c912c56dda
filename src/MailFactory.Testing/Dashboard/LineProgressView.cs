using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Dashboard;

/// <summary>One line per change: a new stage or phase, each whole ten percent, the end of a stage.</summary>
/// <param name="output">Where to write.</param>
/// <param name="time">The clock of the time stamps.</param>
internal sealed class LineProgressView(TextWriter output, TimeProvider time) : ProgressView
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Shown> _shown = [];

    public override void Report(StageProgressed update)
    {
        lock (_lock)
        {
            var before = _shown.GetValueOrDefault(update.Distro);
            var now = new Shown(update.Stage, update.Phase, (int)(update.Percent ?? 0) / 10, update.IsOver);
            if (before is not null && now with { Tens = before.Tens } == before && now.Tens <= before.Tens)
            {
                return;
            }

            _shown[update.Distro] = now;
            Write(Line(update));
        }
    }

    public override void Say(string line)
    {
        lock (_lock)
        {
            Write(line);
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Line(StageProgressed update)
    {
        var percent = update.Percent is { } done && !update.IsOver ? $", {done:0} %" : string.Empty;
        var remaining = update.Remaining is { } left && !update.IsOver ? $", about {Spans.Clock(left)} left" : string.Empty;
        var note = update.Note is { Length: > 0 } text ? $" ({text})" : string.Empty;
        return $"{update.Distro} {RunWords.Of(update.Stage)}: {update.Phase}{percent}, {Spans.Clock(update.Elapsed)} elapsed{remaining}{note}";
    }

    private void Write(string line)
    {
        output.WriteLine($"{time.GetLocalNow():HH:mm:ss} {line}");
        output.Flush();
    }

    private sealed record Shown(Stage Stage, string Phase, int Tens, bool IsOver);
}
