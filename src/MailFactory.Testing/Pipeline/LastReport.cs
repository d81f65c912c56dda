using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>The report of the last run.</summary>
public static class LastReport
{
    /// <summary>Prints its summary, or that there is none.</summary>
    public static async Task ShowAsync(RunOptions options, TextWriter console)
    {
        var folder = options.Layout.Results;
        var last = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "test_results_*.json").Max(StringComparer.Ordinal) : null;
        var text = last is null
            ? $"no run has been reported in {folder}"
            : ConsoleSummary.Render(JsonReport.Read(await File.ReadAllTextAsync(last).ConfigureAwait(false)), Path.ChangeExtension(last, ".md"));
        await console.WriteLineAsync(text).ConfigureAwait(false);
    }
}
