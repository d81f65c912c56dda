using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Logs;

/// <summary>Prints the ends of logs, and what comes after as long as the run lasts.</summary>
public static class LogView
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);

    /// <summary>Prints logs; throws <see cref="UnknownNameException"/> for a name that does not exist.</summary>
    /// <param name="layout">The work directory.</param>
    /// <param name="process">The name of a process, a group or a log.</param>
    /// <param name="lines">How many lines of the end.</param>
    /// <param name="isFollowing">Whether to continue until the run is over.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public static async Task PrintAsync(
        WorkLayout layout,
        string process,
        int lines,
        bool isFollowing,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var logs = LogFiles
            .Select(layout, process)
            .Select(log => (log.Name, File: new FollowedFile(log.Path, SerialReader.TailSize(lines))))
            .ToList();
        if (logs.Count == 0)
        {
            await console.WriteLineAsync(RunReading.NoRun).ConfigureAwait(false);
            return;
        }

        var output = new Output(console, isNamed: logs.Count > 1);
        foreach (var (name, file) in logs)
        {
            await output.WriteAsync(name, file.Read().TakeLast(lines)).ConfigureAwait(false);
        }

        try
        {
            while (isFollowing)
            {
                // What was written before the end of the run is read after it was seen.
                isFollowing = (await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false)).IsGoingOn;
                foreach (var (name, file) in logs)
                {
                    await output.WriteAsync(name, file.Read()).ConfigureAwait(false);
                }

                await Task.Delay(isFollowing ? _interval : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is a way to end following.
        }

        foreach (var (name, file) in logs.Where(log => log.File.Unfinished.Length > 0))
        {
            await output.WriteAsync(name, [file.Unfinished]).ConfigureAwait(false);
        }
    }

    /// <summary>Writes lines of logs, each time below the log's name when there are several.</summary>
    private sealed class Output(TextWriter console, bool isNamed)
    {
        private string? _last;

        public async Task WriteAsync(string name, IEnumerable<string> texts)
        {
            foreach (var text in texts)
            {
                if (isNamed && _last != name)
                {
                    await console.WriteLineAsync($"==> {name} <==").ConfigureAwait(false);
                }

                _last = name;
                await console.WriteLineAsync(text).ConfigureAwait(false);
            }

            await console.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
