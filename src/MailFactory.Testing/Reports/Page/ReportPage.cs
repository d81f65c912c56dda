using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Reports.Charts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>
/// A run as one HTML page that needs nothing else: no network, no files, and by its content security policy no script and no
/// style but its own, so that nothing a distro writes into a log can do anything.
/// </summary>
internal static class ReportPage
{
    /// <summary>Renders the page, with the evidence that is found in the work directory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="history">Earlier and other runs, for the comparison and the history; later ones and the run itself are passed
    /// over.</param>
    /// <param name="layout">Where the files of the run are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> RenderAsync(
        RunResult run,
        IReadOnlyList<RunResult> history,
        WorkLayout layout,
        CancellationToken cancellationToken
    )
    {
        var earlier = history
            .Where(other => other.Started < run.Started && other.RunId != run.RunId)
            .OrderBy(other => other.Started)
            .ToList();
        var columns = run.Stages.Select(stage => stage.Stage).Distinct().Order().ToList();
        var distros = new List<PageDistro>();
        foreach (var distro in DistroSummary.Of(run))
        {
            var evidence = await PageEvidence.ReadAsync(distro.Stages, layout, cancellationToken).ConfigureAwait(false);
            distros.Add(PageDistro.Of(distro, run, earlier, columns, evidence));
        }

        var times = new RunTimes(run);
        var origins = RunPlace.Merged(run).Select(PageOrigin.Of).ToList();
        var (style, script) = (
            ReportResources.Text(ReportResources.GanttStyle) + ReportResources.Text("Reports/Page/report.css"),
            ReportResources.Text("Reports/Page/report.js")
        );
        return PageTemplate.Render(
            "page",
            new
            {
                Policy = $"default-src 'none'; img-src data:; style-src {PagePolicy.Source(style)}; script-src "
                    + $"{PagePolicy.Source(script)}; base-uri 'none'; form-action 'none'",
                Style = style,
                Script = script,
                Outcome = RunWords.Outcome(run.FailureClass),
                Kind = run.FailureClass == FailureClass.None ? "passed" : "failed",
                Subject = ReportWords.Subject(run),
                SubjectHead = ReportWords.Capital(ReportWords.Subject(run)),
                run.RunId,
                Started = $"{run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
                Duration = Spans.Precise(run.Duration),
                run.Accelerator,
                Host = origins.Count > 0 ? string.Join("; ", origins.Select(origin => origin.Host).Distinct()) : RunPlace.Words(run.Host),
                Counts = string.Join(", ", distros.GroupBy(distro => distro.Verdict).Select(group => $"{group.Count()} {group.Key}")),
                Columns = columns.Select(RunWords.Of).ToList(),
                Problems = run.Problems.Select(problem => problem.Summary).ToList(),
                Origins = origins,
                Distros = distros,
                Sections = distros.Select(distro => PageTemplate.Render("distro", distro)).ToList(),
                HasHistory = distros.Any(distro => distro.History is not null),
                Gantt = RunChart.OfRun(run, times)?.ToString(SaveOptions.DisableFormatting),
                Times = PageTimes.Of(times),
                Changes = PageChanges.Of(RunComparison.Of(run, earlier)),
            }
        );
    }
}
