using MailFactory.Testing.Amounts;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>Entries of the journal as sentences.</summary>
internal static class JournalText
{
    /// <summary>One line about an entry.</summary>
    public static string Of(JournalEntry entry) =>
        ForeignText.Line(
            entry switch
            {
                RunStarted started => $"run {started.RunId} started: {started.Command}",
                RunPlanned planned => $"{planned.Accelerator}; {planned.Host}",
                StageStarted started => $"{started.Distro} {RunWords.Of(started.Stage)}: started",
                StageProgressed progress => $"{progress.Distro} {RunWords.Of(progress.Stage)}: {Progress(progress)}",
                LineSaid said => said.Distro is null ? said.Text : $"{said.Distro}: {said.Text}",
                StageEnded ended => $"{ended.Result.Distro} {RunWords.Of(ended.Result.Stage)}: {End(ended.Result)}",
                RunEnded ended => $"run ended: {RunWords.End(ended.Result)}",
                _ => entry.GetType().Name,
            }
        );

    /// <summary>Phase, percent, remaining time and remark.</summary>
    public static string Progress(StageProgressed progress)
    {
        var percent = progress.Percent is { } done ? $", {done:0} %" : string.Empty;
        var remaining = progress.Remaining is { } left ? $", about {Spans.Took(left)} left" : string.Empty;
        var note = progress.Note is { Length: > 0 } text ? $" ({text})" : string.Empty;
        return $"{progress.Phase}{percent}{remaining}{note}";
    }

    /// <summary>Verdict, duration and cause.</summary>
    public static string End(StageResult result) =>
        result.Verdict == Verdict.Skipped
            ? $"skipped: {result.Summary}"
            : $"{RunWords.Of(result.Verdict)} in {Spans.Took(result.Duration)}: {result.Summary}";
}
