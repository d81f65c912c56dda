using System.Text.Json;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>The reports that are in a results folder.</summary>
public static class ReportArchive
{
    /// <summary>All reports that can be read, the oldest first; a file that is no report of ours is passed over.</summary>
    public static async Task<IReadOnlyList<RunResult>> LoadAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        var runs = new List<RunResult>();
        foreach (var path in Directory.Exists(layout.Results) ? Directory.EnumerateFiles(layout.Results, "test_results_*.json") : [])
        {
            try
            {
                runs.Add(JsonReport.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
            }
            catch (JsonException)
            {
                // Half a file of a killed build, or something that only looks like a report: the others still count.
            }
        }

        return [.. runs.OrderBy(run => run.Started)];
    }
}
