using System.Net;

namespace MailFactory.Testing.Downloads;

/// <summary>Makes the HTTP client that media are fetched with.</summary>
internal static class MediaHttp
{
    /// <summary>How long a connection may take to come about, name resolution included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How many redirects are followed.</summary>
    public const int MostRedirects = 10;

    /// <summary>
    /// A client that gives up connecting after <see cref="ConnectTimeout"/>, never decodes a body and has no overall limit.
    /// </summary>
    public static HttpClient CreateClient() => ClientOn(new SocketsHttpHandler());

    /// <summary>
    /// The same on a handler, whose proxy and whose word on redirects stay as they are; names the proxy when that is at fault.
    /// </summary>
    internal static HttpClient ClientOn(SocketsHttpHandler handler)
    {
        var redirects = handler.AllowAutoRedirect ? MostRedirects : 0;
        handler.AllowAutoRedirect = false;
        handler.ConnectTimeout = ConnectTimeout;
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.MaxConnectionsPerServer = 16;
        var naming = new ProxyNaming(handler.UseProxy ? handler.Proxy ?? HttpClient.DefaultProxy : null, handler);
        var client = new HttpClient(new RedirectFollowing(redirects, naming)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mail-factory-testing");
        return client;
    }
}
