using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Web.Live;

namespace MailFactory.Web.Serving;

/// <summary>The server of the live page.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly PageServer _server;
    private readonly LiveFeed _feed;

    private LiveServer(PageServer server, LiveFeed feed)
    {
        (_server, _feed) = (server, feed);
    }

    /// <summary>The address that opens the page, with the token.</summary>
    public string Url => _server.Url;

    /// <summary>Starts it on the first port that is free; throws <see cref="RunOptionsException"/> when there is none.</summary>
    public static async Task<LiveServer> StartAsync(
        WorkLayout layout,
        LiveAddress address,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var feed = new LiveFeed(layout, time);
        try
        {
            var server = await PageServer
                .StartAsync(
                    address,
                    site =>
                        new LiveEndpoints(layout, feed, new ScreenDesk(layout, time), time, site.Lifetime.ApplicationStopping).Map(site),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new LiveServer(server, feed);
        }
        catch
        {
            feed.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _feed.Dispose();
    }
}
