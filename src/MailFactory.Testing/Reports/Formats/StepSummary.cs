using System.Text;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using static MailFactory.Testing.Reports.MarkdownText;

namespace MailFactory.Testing.Reports.Formats;

/// <summary>
/// A run in a few lines of Markdown, for the summary that GitHub shows of a job (at most 1 MiB): matrix, problems and causes, no
/// transcripts.
/// </summary>
internal static class StepSummary
{
    /// <summary>The summary.</summary>
    public static string Render(RunResult run)
    {
        var distros = DistroSummary.Of(run);
        var text = new StringBuilder(
            $"## Mail Factory Testing: {RunWords.Outcome(run.FailureClass)}\n\nRun {Code(run.RunId)}, {Spans.Precise(run.Duration)}\n"
        );
        MarkdownReport.AppendProblems(text, run);
        MarkdownReport.AppendMatrix(text, run, distros);
        MarkdownReport.AppendOrigins(text, run);
        foreach (var distro in distros.Where(distro => distro.Cause is not null))
        {
            text.Append($"\n**{Inline(distro.Distro)}**: {Inline(distro.Cause!)}\n");
        }

        return text.ToString();
    }

    /// <summary>Adds the summary to a file that other steps may have written to.</summary>
    public static Task AppendAsync(RunResult run, string path, CancellationToken cancellationToken) =>
        File.AppendAllTextAsync(path, $"{Render(run)}\n", cancellationToken);
}
