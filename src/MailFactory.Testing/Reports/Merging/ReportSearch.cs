using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>Looks for reports in folders: work directories, or what CI keeps of them, however deep.</summary>
internal static class ReportSearch
{
    /// <summary>All reports that can be read, and a problem for each folder without one and for each that is no report.</summary>
    public static async Task<(IReadOnlyList<ReportSource> Sources, IReadOnlyList<RunProblem> Problems)> ReadAsync(
        IReadOnlyList<string> folders,
        CancellationToken cancellationToken
    )
    {
        var sources = new List<ReportSource>();
        var problems = new List<RunProblem>();
        var seen = new HashSet<string>();
        foreach (var folder in folders)
        {
            var paths = Paths(folder);
            if (paths.Count == 0)
            {
                problems.Add(Problem(folder, Directory.Exists(folder) ? $"no {ReportReader.Pattern} in it or below" : "it does not exist"));
            }

            foreach (var path in paths.Where(path => seen.Add(Path.GetFullPath(path))))
            {
                var reading = await ReportReader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                if (reading.Run is { } run)
                {
                    sources.Add(new ReportSource(folder, path, run));
                }
                else
                {
                    problems.Add(Problem(folder, $"{Path.GetRelativePath(folder, path)} is not a report: {reading.Fault}"));
                }
            }
        }

        return (sources, problems);
    }

    private static List<string> Paths(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(
                        folder,
                        ReportReader.Pattern,
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            IgnoreInaccessible = true,
                            AttributesToSkip = FileAttributes.ReparsePoint,
                        }
                    )
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    private static RunProblem Problem(string folder, string found) =>
        new()
        {
            Summary =
                $"{folder}: {found}; expected the work directory of a run, or what was kept of it, with "
                + $"test_results/{ReportReader.Pattern} of schema version {RunResult.CurrentSchema}",
        };
}
