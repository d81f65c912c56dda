using System.Text;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using static MailFactory.Testing.Reports.MarkdownText;

namespace MailFactory.Testing.Reports.Formats;

/// <summary>A run as Markdown for people: the outcome first, then each distro, then the evidence of what failed.</summary>
internal static class MarkdownReport
{
    /// <summary>The whole report.</summary>
    public static string Render(RunResult run)
    {
        var distros = DistroSummary.Of(run);
        var report = new StringBuilder();
        report.Append($"# Mail Factory Testing: {RunWords.Outcome(run.FailureClass)}\n\n");
        report.Append(Head("Run", "Started", "Duration", "Accelerator", "Result"));
        report.Append(
            Row(
                Code(run.RunId),
                $"{run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
                Spans.Precise(run.Duration),
                Inline(run.Accelerator),
                Counts(distros)
            )
        );
        AppendProblems(report, run);
        AppendMatrix(report, run, distros);
        AppendOrigins(report, run);
        foreach (var distro in distros)
        {
            report.Append($"\n## {Inline(distro.Distro)}: {distro.Verdict}\n");
            AppendStages(report, distro);
            AppendChecks(report, distro);
            AppendMeasurements(report, distro);
            AppendFailedChecks(report, distro);
        }

        return report.ToString();
    }

    private static string Counts(IReadOnlyList<DistroSummary> distros) =>
        string.Join(", ", distros.GroupBy(distro => distro.Verdict).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>What keeps the report from being whole, as a list.</summary>
    internal static void AppendProblems(StringBuilder report, RunResult run) =>
        AppendList(report, run.Problems.Select(problem => $"**Problem**: {Inline(problem.Summary)}"));

    /// <summary>Which runs a merged report is made of: other commits, hosts and accelerators are there to be seen.</summary>
    internal static void AppendOrigins(StringBuilder report, RunResult run)
    {
        var rows = RunPlace
            .Merged(run)
            .Select(facts => (Facts: facts, Origin: facts.Origin!))
            .Select(pair =>
                Row(
                    Inline(pair.Facts.Distro),
                    Code(pair.Origin.RunId),
                    $"{pair.Origin.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
                    Inline(RunPlace.Words(pair.Origin.Host)),
                    Inline(pair.Facts.Accelerator),
                    Code(pair.Origin.Tool ?? "not known"),
                    Code(pair.Origin.Folder),
                    Inline(string.Join(", ", pair.Origin.Replaced))
                )
            )
            .ToList();
        if (rows.Count > 0)
        {
            report
                .Append('\n')
                .Append(Head("Distro", "From run", "Started", "Host", "Accelerator", "Tool", "Folder", "Newer than"))
                .AppendJoin(string.Empty, rows);
        }
    }

    /// <summary>The verdict and the duration of each stage of each distro.</summary>
    internal static void AppendMatrix(StringBuilder report, RunResult run, IReadOnlyList<DistroSummary> distros)
    {
        var stages = distros.SelectMany(distro => distro.Stages).Select(stage => stage.Stage).Distinct().Order().ToList();
        report.Append('\n').Append(Head([ReportWords.Capital(ReportWords.Subject(run)), .. stages.Select(RunWords.Of), "Result"]));
        foreach (var distro in distros)
        {
            var cells = stages.Select(wanted =>
                distro.Stages.FirstOrDefault(stage => stage.Stage == wanted) is { } stage
                    ? $"{Mark(stage.Verdict)} {Spans.Precise(stage.Duration)}"
                    : string.Empty
            );
            report.Append(Row([Inline(distro.Distro), .. cells, distro.Verdict]));
        }
    }

    private static void AppendStages(StringBuilder report, DistroSummary distro)
    {
        foreach (var stage in distro.Stages)
        {
            report.Append(
                $"\n### {RunWords.Of(stage.Stage)}: {RunWords.Of(stage.Verdict)} in {Spans.Precise(stage.Duration)}\n\n{Inline(stage.Summary)}\n"
            );
            if (stage.FailureClass != FailureClass.None)
            {
                report.Append($"\nClass: {RunWords.Class(stage.FailureClass)}\n");
            }

            AppendList(report, stage.Phases.Select(phase => $"{Inline(phase.Name)}: {Spans.Precise(phase.Duration)}"));
            AppendList(report, stage.Evidence.Select(Inline));
            AppendList(report, stage.Files.Select(Code));
        }
    }

    private static void AppendList(StringBuilder report, IEnumerable<string> items)
    {
        var list = string.Concat(items.Select(item => $"- {item}\n"));
        if (list.Length > 0)
        {
            report.Append('\n').Append(list);
        }
    }

    private static void AppendChecks(StringBuilder report, DistroSummary distro)
    {
        var checks = distro.Checks.ToList();
        if (checks.Count == 0)
        {
            return;
        }

        report
            .Append($"\n### {ReportWords.Count(checks)}\n\n")
            .Append(Head("Check", "Title", "Severity", "Verdict", "Duration", "Observed"));
        foreach (var check in checks)
        {
            report.Append(
                Row(
                    Inline(check.Id),
                    Inline(check.Title),
                    Lower(check.Severity),
                    Mark(check.Verdict),
                    Spans.Precise(check.Duration),
                    Inline(check.Summary)
                )
            );
        }
    }

    private static void AppendMeasurements(StringBuilder report, DistroSummary distro)
    {
        var rows = distro
            .Checks.SelectMany(check =>
                check.Measurements.Select(measured => Row(Inline(check.Id), Code(measured.Key), $"{measured.Value:0.###}"))
            )
            .ToList();
        if (rows.Count > 0)
        {
            report.Append("\n### Measurements\n\n").Append(Head("Check", "Measurement", "Value")).AppendJoin(string.Empty, rows);
        }
    }

    private static void AppendFailedChecks(StringBuilder report, DistroSummary distro)
    {
        foreach (var check in distro.Checks.Where(check => check.Verdict is Verdict.Failed or Verdict.Error or Verdict.Warned))
        {
            report.Append($"\n### {Inline(check.Id)} {RunWords.Of(check.Verdict)}: {Inline(check.Title)}\n\n{Inline(check.Summary)}\n");
            if (check.Reference.Length > 0)
            {
                report.Append($"\nThe rule: {Inline(check.Reference)}\n");
            }

            if (check.Promise is { } promise)
            {
                report.Append($"\nPromise of our own servers: {Inline(promise)}\n");
            }

            if (check.Transcript.Count > 0)
            {
                report.Append('\n').Append(Block(check.Transcript));
            }
        }
    }

    private static string Mark(Verdict verdict) =>
        verdict is Verdict.Failed or Verdict.Error ? $"**{RunWords.Of(verdict)}**" : RunWords.Of(verdict);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
