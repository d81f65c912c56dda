using System.Net;

namespace MailFactory.Testing.Media;

/// <summary>Makes the HTTP client that media are fetched with.</summary>
public static class MediaHttp
{
    /// <summary>How long a connection may take to come about, name resolution included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How many redirects are followed.</summary>
    public const int MostRedirects = 10;

    /// <summary>A client that gives up connecting after <see cref="ConnectTimeout"/>, never decodes a body and has no overall limit.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 16,
            MaxAutomaticRedirections = MostRedirects,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mail-factory-testing");
        return client;
    }
}
