using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Runs.State;

/// <summary>Reads what is known of the last run of a work directory.</summary>
/// <param name="Status">The status; <see cref="RunStatus.None"/> when there was no run.</param>
/// <param name="Problem">One line when status.json was of no use and the journal had to tell; null otherwise.</param>
internal sealed record StatusFile(RunStatus Status, string? Problem)
{
    /// <summary>
    /// Reads status.json, or rebuilds it from the journal when it is missing, broken, or too old to be believed because its build
    /// was killed.
    /// </summary>
    public static Task<StatusFile> ReadAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(layout));
    }

    private static StatusFile Read(WorkLayout layout)
    {
        RunStatus status;
        try
        {
            status = RunStatus.Parse(OwnFile.ReadText(layout.Status));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return File.Exists(layout.Journal) ? Rebuild(layout, "is missing") : new StatusFile(RunStatus.None, null);
        }
        catch (Exception error) when (error is IOException or JsonException or NotSupportedException or InvalidOperationException)
        {
            return Rebuild(layout, "cannot be read");
        }

        return status.State is { Owner: { IsRunning: false }, Ended: null } && File.Exists(layout.Journal)
            ? new StatusFile(Rebuild(layout, string.Empty).Status, null)
            : new StatusFile(status, null);
    }

    private static StatusFile Rebuild(WorkLayout layout, string cause)
    {
        var journal = JournalContent.Read(layout.Journal);
        var unreadable = journal.Unreadable > 0 ? $", {journal.Unreadable} unreadable lines left out" : string.Empty;
        return new StatusFile(
            RunStatus.None with
            {
                State = RunState.Of(journal.Entries),
            },
            $"{Path.GetFileName(layout.Status)} {cause}: rebuilt from {journal.Entries.Count} entries of "
                + $"{Path.GetFileName(layout.Journal)}{unreadable}"
        );
    }
}
