using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Dashboard.Logs;

/// <summary>Prints a run's journal as it grows, a line for each entry: the dashboard of pipes and files.</summary>
internal static class JournalFollower
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);

    /// <summary>Prints the last run from its beginning until it ends.</summary>
    public static async Task RunAsync(WorkLayout layout, TextWriter console, CancellationToken cancellationToken)
    {
        var file = new FollowedFile(layout.Journal);
        var isGoingOn = true;
        var isFirst = true;
        while (isGoingOn)
        {
            isGoingOn = (await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false)).IsGoingOn;
            var entries = file.Read().Select(JournalContent.Parse).OfType<JournalEntry>().ToList();
            foreach (var entry in isFirst ? entries.Skip(entries.FindLastIndex(entry => entry is RunStarted)) : entries)
            {
                await console.WriteLineAsync($"{entry.Time.ToLocalTime():HH:mm:ss} {JournalText.Of(entry)}").ConfigureAwait(false);
            }

            isFirst = false;
            await console.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(isGoingOn ? _interval : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }
}
