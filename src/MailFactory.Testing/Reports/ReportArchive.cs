using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>The reports that are in a results folder.</summary>
/// <param name="Runs">Those that can be read, the oldest first.</param>
/// <param name="PassedOver">The others: half a file of a killed build, or something that only looks like a report.</param>
internal sealed record ReportArchive(IReadOnlyList<RunResult> Runs, IReadOnlyList<ReportReading> PassedOver)
{
    /// <summary>Reads all of them; one that cannot be read is passed over and the others still count.</summary>
    public static async Task<ReportArchive> LoadAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        var readings = new List<ReportReading>();
        foreach (var path in ReportReader.PathsIn(layout.Results))
        {
            readings.Add(await ReportReader.ReadAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return new ReportArchive(
            [.. readings.Select(reading => reading.Run).OfType<RunResult>().OrderBy(run => run.Started)],
            [.. readings.Where(reading => reading.Run is null)]
        );
    }
}
