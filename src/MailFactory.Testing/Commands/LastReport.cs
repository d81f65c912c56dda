using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>The report of the last run.</summary>
public static class LastReport
{
    /// <summary>Prints its summary, or that there is none; newer files that are no reports are named.</summary>
    public static async Task ShowAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var (newest, passedOver) = await ReportReader.NewestAsync(options.Layout.Results, cancellationToken).ConfigureAwait(false);
        foreach (var reading in passedOver)
        {
            await console.WriteLineAsync($"{reading.Path} is not a report and is skipped: {reading.Fault}").ConfigureAwait(false);
        }

        await console
            .WriteLineAsync(
                newest is { Run: { } run }
                    ? ConsoleSummary.Render(run, Path.ChangeExtension(newest.Path, ".md"))
                    : $"no report of a run in {options.Layout.Results}"
            )
            .ConfigureAwait(false);
    }
}
