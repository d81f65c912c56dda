using MailFactory.Testing.Options;
using MailFactory.Web.Serving;

namespace MailFactory.Web;

/// <summary>Shows a site of past runs in a browser, as it would look where it is published.</summary>
public static class SiteWatch
{
    /// <summary>
    /// Serves the files of a site until <paramref name="cancellationToken"/> is cancelled. Throws <see cref="RunOptionsException"/> when
    /// the address or the port cannot be had.
    /// </summary>
    /// <param name="folder">The site.</param>
    /// <param name="options">Where to serve it.</param>
    /// <param name="console">Told the page's address.</param>
    /// <param name="cancellationToken">Ends it; the files stay.</param>
    public static async Task RunAsync(string folder, LiveOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var address = LiveAddress.Parse(options.Listen, options.Port);
        var server = await PageServer.StartAsync(address, new SiteEndpoints(folder).Map, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await PageShow
                .UntilCancelledAsync("the site", server.Url, "it; the files stay", options.Open, console, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
