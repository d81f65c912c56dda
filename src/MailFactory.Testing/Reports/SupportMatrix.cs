using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>What the newest reports prove of each distro, as a Markdown table; nothing else is claimed.</summary>
public static class SupportMatrix
{
    /// <summary>One row for each distro whose mail server was tested, from the newest run that did so, sorted by distro.</summary>
    public static string Render(IEnumerable<RunResult> runs)
    {
        var rows = runs
            .SelectMany(run => run.Stages.Where(IsTested).Select(stage => (Run: run, Test: stage)))
            .GroupBy(pair => pair.Test.Distro)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.MaxBy(pair => pair.Test.Started))
            .Select(pair => Row(pair.Run, pair.Test));
        return MarkdownText.Head("distro", "tested", "accelerator", "medium", "install", "mail server") + string.Concat(rows);
    }

    private static bool IsTested(StageResult stage) => stage is { Stage: Stage.MailTest, Verdict: Verdict.Passed or Verdict.Failed } && stage.Checks.Count > 0;

    private static string Row(RunResult run, StageResult test) => MarkdownText.Row(
        test.Distro,
        test.Started.ToString("yyyy-MM-dd"),
        MarkdownText.Inline(run.Accelerator),
        MarkdownText.Inline(SummaryOf(run, test.Distro, Stage.Verify)),
        MarkdownText.Inline(SummaryOf(run, test.Distro, Stage.Install)),
        MarkdownText.Inline($"{test.Verdict.ToString().ToLowerInvariant()}: {test.Summary}"));

    private static string SummaryOf(RunResult run, string distro, Stage stage) =>
        run.Stages.FirstOrDefault(result => result.Distro == distro && result.Stage == stage)?.Summary ?? string.Empty;
}
