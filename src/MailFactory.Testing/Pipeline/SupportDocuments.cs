using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>Keeps the documents true to the reports.</summary>
public static class SupportDocuments
{
    /// <summary>Writes the support matrix of README.md from all reports in the work directory; without any, nothing is changed.</summary>
    public static async Task UpdateAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var runs = new List<RunResult>();
        foreach (var path in Directory.Exists(options.Layout.Results) ? Directory.EnumerateFiles(options.Layout.Results, "test_results_*.json") : [])
        {
            runs.Add(JsonReport.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
        }

        var readme = Path.Combine(options.Repository, "README.md");
        var changed = runs.Count > 0 && await DocumentSection.WriteAsync(readme, "installed", SupportMatrix.Render(runs), cancellationToken).ConfigureAwait(false);
        await console.WriteLineAsync(changed ? $"README.md: support matrix written from {runs.Count} reports" : $"README.md: unchanged ({runs.Count} reports)").ConfigureAwait(false);
    }
}
