using MailFactory.Testing.Files;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Formats;

/// <summary>The files of one report.</summary>
/// <param name="Markdown">For people.</param>
/// <param name="Json">For programs.</param>
/// <param name="JUnit">For CI servers.</param>
/// <param name="Page">For people with a browser: one page that needs nothing else.</param>
internal sealed record ReportFiles(string Markdown, string Json, string JUnit, string Page)
{
    /// <summary>The reports in the same folder that could be read, the oldest first and this one among them.</summary>
    public IReadOnlyList<RunResult> Runs { get; init; } = [];

    /// <summary>Earlier reports beside it that could not be read, a sentence each.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>The files of a run's report: <c>test_results_&lt;run&gt;</c> in the results folder.</summary>
    public static ReportFiles For(WorkLayout layout, string runId)
    {
        var name = Path.Combine(layout.Results, ReportReader.NameOf(runId));
        return new ReportFiles($"{name}.md", $"{name}.json", $"{name}.junit.xml", $"{name}.html");
    }

    /// <summary>Writes the report of a run in all its forms, each replaced in one step, and returns where they are.</summary>
    public static async Task<ReportFiles> WriteAsync(RunResult run, WorkLayout layout, CancellationToken cancellationToken)
    {
        var files = For(layout, run.RunId);
        await AtomicFile.WriteAllTextAsync(files.Json, JsonReport.Render(run), cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAllTextAsync(files.JUnit, JUnitReport.Render(run), cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAllTextAsync(files.Markdown, MarkdownReport.Render(run), cancellationToken).ConfigureAwait(false);
        var earlier = await ReportArchive.LoadAsync(layout, cancellationToken).ConfigureAwait(false);
        await AtomicFile
            .WriteAllTextAsync(
                files.Page,
                await ReportPage.RenderAsync(run, earlier.Runs, layout, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return files with
        {
            Runs = earlier.Runs,
            PassedOver = [.. earlier.PassedOver.Select(reading => $"{reading.Path} is not a report and is skipped: {reading.Fault}")],
        };
    }
}
