using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>One result made of the reports in several folders.</summary>
internal static class MergedRun
{
    /// <summary>
    /// Reads the folders, takes the newest result of each distro, and copies its evidence into the results folder. Returns null
    /// for the run when no folder has a report at all; the problems then say why.
    /// </summary>
    /// <param name="folders">Work directories, or what was kept of them, however deep the reports lie.</param>
    /// <param name="expected">Distros that must have a result.</param>
    /// <param name="layout">The work directory that gets the merged report.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<(RunResult? Run, IReadOnlyList<RunProblem> Problems)> ReadAsync(
        IReadOnlyList<string> folders,
        IReadOnlyList<string> expected,
        WorkLayout layout,
        CancellationToken cancellationToken
    )
    {
        var (sources, problems) = await ReportSearch.ReadAsync(folders, cancellationToken).ConfigureAwait(false);
        return sources.Count == 0
            ? (null, problems)
            : (new EvidenceCopy(layout).Take(RunMerge.Of(sources, expected, problems), RunMerge.Newest(sources)), problems);
    }
}
