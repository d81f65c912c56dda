using MailFactory.Testing.Amounts;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Dashboard;

/// <summary>One distro's line on a terminal, made to fit its width.</summary>
internal static class ProgressLine
{
    private const int BarWidth = 10;
    private const int WidthWithBar = 100;

    /// <summary>The line: distro, stage, bar where there is room, percent, elapsed, remaining, phase with note.</summary>
    /// <param name="update">The state as reported.</param>
    /// <param name="age">How long ago it was reported; both clocks count on from there.</param>
    /// <param name="distroWidth">The width of the longest distro identifier.</param>
    /// <param name="width">The width that must not be exceeded.</param>
    public static string Format(StageProgressed update, TimeSpan age, int distroWidth, int width)
    {
        age = update.IsOver ? TimeSpan.Zero : age;
        var bar = width >= WidthWithBar ? $"{Bar(update)} " : string.Empty;
        var percent = update.Percent is { } done ? $"{done, 3:0}%" : "    ";
        var line =
            $"{update.Distro.PadRight(distroWidth)} {RunWords.Of(update.Stage), -9} {bar}{percent} {Spans.Clock(update.Elapsed + age), 7} "
            + $"{Remaining(update, age), -12}";
        var text = update.Note is { Length: > 0 } note ? $"{line} {update.Phase} ({note})" : $"{line} {update.Phase}";
        text = ForeignText.Line(text);
        return text.Length <= width ? text : $"{ForeignText.Line(text[..Math.Max(0, width - 1)])}…";
    }

    private static string Remaining(StageProgressed update, TimeSpan age) =>
        update switch
        {
            { IsOver: true } or { Remaining: null } => string.Empty,
            _ when update.Remaining <= age => "any moment",
            _ => $"{Spans.Clock(update.Remaining.Value - age)} left",
        };

    private static string Bar(StageProgressed update)
    {
        var filled = (int)Math.Clamp((update.Percent ?? 0) / 100 * BarWidth, 0, BarWidth);
        return new string('█', filled) + new string('░', BarWidth - filled);
    }
}
