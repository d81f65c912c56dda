using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Web.Serving;

namespace MailFactory.Web;

/// <summary>Shows a run as a page until it is told to end; the run does not notice.</summary>
public static class LiveWatch
{
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
            await PageShow
                .UntilCancelledAsync("the run", server.Url, "the page, not the run", options.Open, console, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
