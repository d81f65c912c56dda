using System.Text.Json;
using System.Text.RegularExpressions;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>Looks for reports in folders: work directories, or what CI keeps of them, however deep.</summary>
internal static partial class ReportSearch
{
    private const string Pattern = "test_results_*.json";

    /// <summary>All reports that can be read, and a problem for each folder without one and for each that is no report.</summary>
    public static async Task<(IReadOnlyList<ReportSource> Sources, IReadOnlyList<RunProblem> Problems)> ReadAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var sources = new List<ReportSource>();
        var problems = new List<RunProblem>();
        var seen = new HashSet<string>();
        foreach (var folder in folders)
        {
            var paths = Paths(folder);
            if (paths.Count == 0)
            {
                problems.Add(Problem(folder, Directory.Exists(folder) ? $"no {Pattern} in it or below" : "it does not exist"));
            }

            foreach (var path in paths.Where(path => seen.Add(Path.GetFullPath(path))))
            {
                try
                {
                    var run = JsonReport.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
                    sources.Add(new ReportSource(folder, path, Checked(run)));
                }
                catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
                {
                    problems.Add(Problem(folder, $"{Path.GetRelativePath(folder, path)} is no report: {error.Message}"));
                }
            }
        }

        return (sources, problems);
    }

    private static List<string> Paths(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, Pattern, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal)]
        : [];

    private static RunProblem Problem(string folder, string found) => new()
    {
        Summary = $"{folder}: {found}; expected the work directory of a run, or what was kept of it, with test_results/{Pattern} of schema version {RunResult.CurrentSchema}",
    };

    // The names become names of files and folders here, and a report may come from anywhere.
    private static RunResult Checked(RunResult run) =>
        !RunId().IsMatch(run.RunId) ? throw new JsonException($"'{run.RunId}' is no identifier of a run")
        : run.Distros.Concat(run.Stages.Select(stage => stage.Distro)).FirstOrDefault(distro => !Identifier().IsMatch(distro)) is { } wrong ? throw new JsonException($"'{wrong}' is no identifier of a distro")
        : run;

    [GeneratedRegex(@"^[0-9]{8}-[0-9]{6}[a-z0-9-]*\z")]
    private static partial Regex RunId();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]*\z")]
    private static partial Regex Identifier();
}
