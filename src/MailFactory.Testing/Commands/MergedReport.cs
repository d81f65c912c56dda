using MailFactory.Testing.Options;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Reports.Merging;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>One report of runs that were made in several work directories, or on several hosts.</summary>
public static class MergedReport
{
    /// <summary>
    /// Writes the report, prints its summary and returns what it holds. A folder that cannot be used is a problem in the report,
    /// which fails it as <see cref="FailureClass.Infrastructure"/> at least; when none can, nothing is written and
    /// <see cref="RunOptionsException"/> names them all.
    /// </summary>
    /// <param name="options">The work directory that gets the report; distros in it must have a result.</param>
    /// <param name="folders">Work directories, or what was kept of them.</param>
    /// <param name="stepSummary">A file that gets a short summary at its end, as GitHub's GITHUB_STEP_SUMMARY; none when null or
    /// empty.</param>
    /// <param name="console">For the summary.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RunResult> WriteAsync(
        RunOptions options,
        IReadOnlyList<string> folders,
        string? stepSummary,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> expected = options.Distros.Count == 0 ? [] : [.. RunOptionsCheck.Select(options).Select(distro => distro.Id)];
        var (run, problems) = await MergedRun.ReadAsync(folders, expected, options.Layout, cancellationToken).ConfigureAwait(false);
        if (run is null)
        {
            throw new RunOptionsException(string.Join('\n', problems.Select(problem => $"--merge: {problem.Summary}")));
        }

        var files = await ReportFiles.WriteAsync(run, options.Layout, cancellationToken).ConfigureAwait(false);
        foreach (var sentence in files.PassedOver)
        {
            await console.WriteLineAsync(sentence).ConfigureAwait(false);
        }

        if (stepSummary is { Length: > 0 })
        {
            await StepSummary.AppendAsync(run, stepSummary, cancellationToken).ConfigureAwait(false);
        }

        await console.WriteLineAsync(ConsoleSummary.Render(run, files.Markdown)).ConfigureAwait(false);
        return run;
    }
}
