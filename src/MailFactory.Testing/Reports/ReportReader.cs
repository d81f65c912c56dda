using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Reports;

/// <summary>The one way in which reports are read, whoever wrote them: regular files of a bounded size that keep every rule.</summary>
internal static class ReportReader
{
    /// <summary>What the names of reports match.</summary>
    public const string Pattern = $"{Prefix}*.json";

    private const string Prefix = "test_results_";

    // A report of the whole matrix with all its transcripts has a few.
    private const int MostBytes = 64 << 20;

    /// <summary>The files of a results folder whose names are those of reports, the oldest first; none where there is no folder.</summary>
    public static IReadOnlyList<string> PathsIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal)] : [];

    /// <summary>The name of a run's report in all its forms, before the ending that tells them apart.</summary>
    public static string NameOf(string runId) => $"{Prefix}{runId}";

    /// <summary>The run that a report is of, by its file's name.</summary>
    public static string RunIdOf(string path) => Path.GetFileNameWithoutExtension(path)[Prefix.Length..];

    /// <summary>Reads a report; whatever is wrong with it is in the answer.</summary>
    public static async Task<ReportReading> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new ReportReading(
                path,
                JsonReport.Read(await RegularFile.ReadAllTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false)),
                Fault: null
            );
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return new ReportReading(path, Run: null, error.Message);
        }
    }

    /// <summary>The newest report in a results folder that can be read, and those newer ones that cannot.</summary>
    public static async Task<(ReportReading? Newest, IReadOnlyList<ReportReading> PassedOver)> NewestAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        var passedOver = new List<ReportReading>();
        foreach (var path in PathsIn(folder).Reverse())
        {
            var reading = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (reading.Run is not null)
            {
                return (reading, passedOver);
            }

            passedOver.Add(reading);
        }

        return (null, passedOver);
    }
}
