using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailFactory.Web.Serving;

/// <summary>The server of the live page.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private const int MostConnections = 100;
    private const int MostHeaderBytes = 16 * 1024;

    // Connections that ask for nothing, of which a hundred would keep everybody else out, are closed soon.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _site;
    private readonly LiveFeed _feed;

    private LiveServer(WebApplication site, LiveFeed feed, string url)
    {
        (_site, _feed, Url) = (site, feed, url);
    }

    /// <summary>The address that opens the page, with the token.</summary>
    public string Url { get; }

    /// <summary>Starts it on the first port that is free; throws <see cref="RunOptionsException"/> when there is none.</summary>
    public static async Task<LiveServer> StartAsync(
        WorkLayout layout,
        LiveAddress address,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        string? reason = null;
        foreach (var port in address.Ports)
        {
            try
            {
                return await StartAsync(layout, address, port, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                reason = error.Message;
            }
        }

        throw new RunOptionsException(
            $"the page cannot be served on {address.Listen}, port {address.Ports.First()}: {reason}; --port names another port"
        );
    }

    /// <summary>Ends it; browsers that are still connected have two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _site.StopAsync(_goodbye).ConfigureAwait(false);
        await _site.DisposeAsync().ConfigureAwait(false);
        _feed.Dispose();
    }

    private static async Task<LiveServer> StartAsync(
        WorkLayout layout,
        LiveAddress address,
        int port,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var site = Build(address.Listen, port);
        var token = AccessToken.Create();
        var feed = new LiveFeed(layout, time);
        site.Use(next => context => new AccessRule(address, token).InvokeAsync(context, next));
        new LiveEndpoints(layout, feed, new ScreenDesk(layout, time), time, site.Lifetime.ApplicationStopping).Map(site);
        try
        {
            await site.StartAsync(cancellationToken).ConfigureAwait(false);
            return new LiveServer(site, feed, $"{address.Url(port)}/?{AccessRule.Parameter}={token}");
        }
        catch
        {
            await site.DisposeAsync().ConfigureAwait(false);
            feed.Dispose();
            throw;
        }
    }

    // Nothing of the host's settings, environment or folders has a say in what is served.
    private static WebApplication Build(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mail-factory" });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.KeepAliveTimeout = _patience;
            kestrel.Limits.RequestHeadersTimeout = _patience;
            kestrel.Listen(address, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _goodbye);
        return builder.Build();
    }
}
