using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailFactory.Web.Serving;

/// <summary>A web server for pages that can only be read, by whoever has the token.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const int MostConnections = 100;
    private const int MostHeaderBytes = 16 * 1024;

    // Connections that ask for nothing, of which a hundred would keep everybody else out, are closed soon.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _site;

    private PageServer(WebApplication site, string url)
    {
        (_site, Url) = (site, url);
    }

    /// <summary>The address that opens the pages, with the token.</summary>
    public string Url { get; }

    /// <summary>
    /// Starts it on the first port that is free; throws <see cref="RunOptionsException"/> when there is none.
    /// </summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="map">Adds what it answers; it is called again for each port that is tried.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    public static async Task<PageServer> StartAsync(LiveAddress address, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        string? reason = null;
        foreach (var port in address.Ports)
        {
            try
            {
                return await StartAsync(address, port, map, cancellationToken).ConfigureAwait(false);
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
    }

    private static async Task<PageServer> StartAsync(
        LiveAddress address,
        int port,
        Action<WebApplication> map,
        CancellationToken cancellationToken
    )
    {
        var site = Build(address.Listen, port);
        var token = AccessToken.Create();
        site.Use(next => context => new AccessRule(address, token).InvokeAsync(context, next));
        map(site);
        try
        {
            await site.StartAsync(cancellationToken).ConfigureAwait(false);
            return new PageServer(site, $"{address.Url(port)}/?{AccessRule.Parameter}={token}");
        }
        catch
        {
            await site.DisposeAsync().ConfigureAwait(false);
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
