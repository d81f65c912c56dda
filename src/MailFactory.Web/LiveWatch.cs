using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Web.Serving;

namespace MailFactory.Web;

/// <summary>Shows a run as a page until it is told to end; the run does not notice.</summary>
public static class LiveWatch
{
    private static readonly TimeSpan _opening = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Serves the page of a work directory's run until <paramref name="cancellationToken"/> is cancelled. Throws
    /// <see cref="RunOptionsException"/> when the address or the port cannot be had.
    /// </summary>
    /// <param name="layout">The work directory; it need not have a run yet.</param>
    /// <param name="options">Where to serve it.</param>
    /// <param name="console">Told the page's address.</param>
    /// <param name="cancellationToken">Ends the page, not the run.</param>
    public static async Task RunAsync(WorkLayout layout, LiveOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var address = LiveAddress.Parse(options.Listen, options.Port);
        var server = await LiveServer.StartAsync(layout, address, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await console.WriteLineAsync($"the run is shown at {server.Url}").ConfigureAwait(false);
            await console
                .WriteLineAsync("the token in this address opens the page, for 1 browser or many; Ctrl-C ends the page, not the run")
                .ConfigureAwait(false);
            if (options.Open && await OpenAsync(server.Url, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                await console.WriteLineAsync($"no browser was opened: {reason}").ConfigureAwait(false);
            }

            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C is the way to end watching.
            }
        }
    }

    // Null when a browser was asked to.
    private static async Task<string?> OpenAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            var opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
            var result = await ToolRunner
                .RunAsync(ToolCommand.Create(opener, url) with { Timeout = _opening }, cancellationToken)
                .ConfigureAwait(false);
            return result.ExitCode == 0 ? null : $"{opener} ended with exit code {result.ExitCode}";
        }
        catch (ToolException error)
        {
            return error.Message.Split('\n')[0];
        }
    }
}
