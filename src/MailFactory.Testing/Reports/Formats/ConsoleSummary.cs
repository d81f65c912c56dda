using System.Text;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Formats;

/// <summary>The end of a run in the terminal: what came of each distro, the first cause of each failure, where the report is.</summary>
internal static class ConsoleSummary
{
    private const int Width = 100;
    private const int CauseLines = 4;

    /// <summary>The summary, no line wider than 100 columns.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reportPath">The report for people.</param>
    public static string Render(RunResult run, string reportPath)
    {
        var summary = new StringBuilder();
        foreach (var distro in DistroSummary.Of(run))
        {
            var after = distro.Missing is null ? $" after {Spans.Precise(distro.Duration)}" : string.Empty;
            summary.Append($"{distro.Distro}: {distro.Verdict}{after}{From(run, distro)}\n");
            foreach (var stage in distro.Stages)
            {
                AppendWrapped(
                    summary,
                    $"  {RunWords.Of(stage.Stage), -9}  {RunWords.Of(stage.Verdict), -7}  {Spans.Precise(stage.Duration), 12}  ",
                    Brief(stage)
                );
            }

            AppendCause(summary, distro, run);
        }

        foreach (var problem in run.Problems)
        {
            AppendWrapped(summary, "problem: ", problem.Summary);
        }

        // Paths are not broken over lines, so that they can be clicked and copied.
        return summary.Append($"report: {reportPath}\nresult: {Result(run)}\n").ToString();
    }

    private static string From(RunResult run, DistroSummary distro)
    {
        if (RunPlace.OriginOf(run, distro.Distro) is not { } origin)
        {
            return string.Empty;
        }

        var replaced = origin.Replaced.Count > 0 ? $", newer than {string.Join(", ", origin.Replaced)}" : string.Empty;
        return $", run {origin.RunId} on {RunPlace.Of(run, distro.Distro)}{replaced}";
    }

    private static void AppendCause(StringBuilder summary, DistroSummary distro, RunResult run)
    {
        foreach (var (line, index) in distro.CauseLines.Take(CauseLines).Select((line, index) => (line, index)))
        {
            AppendWrapped(summary, index == 0 ? "  cause: " : "         ", line);
        }

        if (run.Facts.FirstOrDefault(facts => facts.Distro == distro.Distro)?.EvidenceBundle is { } bundle)
        {
            summary.Append($"  evidence: {bundle}\n");
        }
    }

    private static string Brief(StageResult stage)
    {
        if (stage.Checks.Count > 0)
        {
            return ReportWords.Count(stage.Checks);
        }

        return stage.FailureClass == FailureClass.None ? stage.Summary : string.Empty;
    }

    private static string Result(RunResult run)
    {
        var distros = DistroSummary.Of(run);
        var passed = distros.Count(distro => distro.Verdict == "passed");
        var exit = (run.FailureClass, run.HasOnlyKnownFailures) switch
        {
            (FailureClass.None, _) => "exit code 0",
            (_, true) => $"exit code {ReportWords.KnownFailures} (only known failures)",
            _ => $"exit code {(int)run.FailureClass} ({RunWords.Fault(run.FailureClass)})",
        };
        return $"{passed} of {distros.Count} {ReportWords.Subject(run)}s passed in {Spans.Precise(run.Duration)} with {run.Accelerator}, {exit}";
    }

    private static void AppendWrapped(StringBuilder summary, string start, string text)
    {
        var indent = new string(' ', start.Length);
        var lines = TextWrap.Lines(text, Width - start.Length).DefaultIfEmpty(string.Empty).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            summary.Append($"{(i == 0 ? start : indent)}{lines[i]}".TrimEnd()).Append('\n');
        }
    }
}
