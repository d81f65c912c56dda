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
                StageStarted started => $"{started.Distro} {started.Stage}: started",
                StageProgressed progress => $"{progress.Distro} {progress.Stage}: {Progress(progress)}",
                LineSaid said => said.Distro is null ? said.Text : $"{said.Distro}: {said.Text}",
                StageEnded ended => $"{ended.Result.Distro} {ended.Result.Stage}: {End(ended.Result)}",
                RunEnded ended => $"run ended: {Result(ended.Result)}",
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
            : $"{result.Verdict.ToString().ToLowerInvariant()} in {Spans.Took(result.Duration)}: {result.Summary}";

    /// <summary>How a run ended, with its exit code.</summary>
    public static string Result(FailureClass result) =>
        result == FailureClass.None ? "everything passed (0)" : $"{Words(result)} ({(int)result})";

    private static string Words(FailureClass result) =>
        result switch
        {
            FailureClass.Product => "a distro, server or check failed",
            FailureClass.Infrastructure => "host or network trouble",
            FailureClass.Configuration => "wrong use or configuration",
            _ => "cancelled",
        };
}
