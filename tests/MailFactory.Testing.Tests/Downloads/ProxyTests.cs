using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>Proxies that are dead, refuse or want a password: the host behind them is not to blame.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("http://archive.example/x")]
    [InlineData("https://archive.example/x")]
    public async Task A_dead_proxy_is_named_without_its_password(string source)
    {
        var proxy = DeadAddress();
        var result = await FetchAsync(source, new UriBuilder(proxy) { UserName = "user", Password = "secret" }.Uri);
        Assert.Equal(DownloadFault.Unreachable, result.Fault);
        Assert.Contains(
            $"archive.example cannot be reached: the proxy {proxy.GetLeftPart(UriPartial.Authority)} does not work",
            result.Summary,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_proxy_whose_name_is_not_known_is_named() =>
        Assert.Contains(
            "the name of the proxy http://no-such-proxy.invalid",
            (await FetchAsync("http://archive.example/x", new Uri("http://no-such-proxy.invalid:3128"))).Summary,
            StringComparison.Ordinal
        );

    [Theory(Timeout = 60_000)]
    [InlineData("http://archive.example/x", 407, "requires a user name and a password (407)")]
    [InlineData("https://archive.example/x", 407, "requires a user name and a password (407)")]
    [InlineData("https://archive.example/x", 403, "does not allow connections to it (403)")]
    [InlineData("http://archive.example/x", 502, "the server, or the proxy http://127.0.0.1")]
    public async Task A_proxy_that_refuses_is_named(string source, int status, string words)
    {
        using var proxy = new RefusingProxy(status);
        Assert.Contains(words, (await FetchAsync(source, proxy.Address)).Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_host_is_to_blame_where_there_is_no_proxy()
    {
        var host = DeadAddress();
        var result = await FetchAsync(new Uri(host, "x").AbsoluteUri, proxy: null);
        Assert.Equal(DownloadFault.Unreachable, result.Fault);
        Assert.StartsWith("127.0.0.1 cannot be reached: Connection refused", result.Summary, StringComparison.Ordinal);
    }

    private static Uri DeadAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    private async Task<DownloadResult> FetchAsync(string source, Uri? proxy)
    {
        using var http = MediaHttp.ClientOn(
            new SocketsHttpHandler { Proxy = proxy is null ? null : new WebProxy(proxy), UseProxy = proxy is not null }
        );
        return await new Downloader(http, TimeProvider.System, new DownloadOptions { Retries = 0, UnreachableRetries = 0 }).FetchAsync(
            new DownloadRequest
            {
                Source = new Uri(source),
                Target = _folder.PathOf("x"),
                Sha256 = null,
            },
            null,
            Cancellation
        );
    }
}
