using System.Net;
using System.Security.Cryptography;
using MailFactory.Testing.Caching;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Caching;

/// <summary>The real apt-cacher-ng, an archive and services of this host.</summary>
public sealed class PackageCacheTests
{
    private static readonly byte[] _package = [.. Enumerable.Range(0, 200_000).Select(number => (byte)(number % 251))];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_second_download_comes_from_the_cache()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive();
        var start = await StartAsync(folder, archive.Address);
        Assert.Null(start.Trouble);
        await using (var cache = start.Cache!)
        {
            using var client = Through(cache);
            var url = new Uri(archive.Address, "pool/main/h/hello/hello_1.0_amd64.deb");
            Assert.Equal(_package, await client.GetByteArrayAsync(url, Cancelled));
            Assert.Equal(1, archive.Requests);
            Assert.Equal(_package, await client.GetByteArrayAsync(url, Cancelled));
            Assert.Equal(1, archive.Requests);
            Assert.True(cache.IsRunning);
        }

        // It is written down when the cache has ended, and so is what is kept for the next run.
        Assert.InRange(start.Cache!.Traffic.Fetched, _package.Length, _package.Length + 10_000);
        Assert.InRange(start.Cache!.Traffic.Served, 2 * _package.Length, (2 * _package.Length) + 10_000);
        Assert.False(start.Cache!.IsRunning);
        Assert.Empty(Directory.GetFiles(folder.PathOf("leases")));
        archive.IsOpen = false;
        var again = await StartAsync(folder, archive.Address);
        await using var later = again.Cache!;
        using var third = Through(later);
        Assert.Equal(_package, await third.GetByteArrayAsync(new Uri(archive.Address, "pool/main/h/hello/hello_1.0_amd64.deb"), Cancelled));
    }

    [Fact(Timeout = 120_000)]
    public async Task It_is_a_way_to_its_archives_and_to_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive();
        using var service = new Archive();
        await using var cache = (await StartAsync(folder, archive.Address)).Cache!;
        using var client = Through(cache);
        Uri[] closed =
        [
            new(service.Address, "debian/secret"),
            new(archive.Address, "/elsewhere"),
            new($"http://localhost:{service.Address.Port}/debian/secret"),
            new("http://169.254.169.254/latest/meta-data"),
            new($"http://127.0.0.1:{cache.Guest.Port}/acng-report.html"),
        ];
        foreach (var url in closed)
        {
            using var answer = await client.GetAsync(url, Cancelled);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        // The same without a proxy's form of request, and a tunnel.
        using var direct = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var report = await direct.GetAsync(new Uri($"http://127.0.0.1:{cache.Guest.Port}/acng-report.html"), Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, report.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri($"https://127.0.0.1:{service.Address.Port}/debian/secret"), Cancelled)
        );
        Assert.Equal((0, 0), (service.Requests, archive.Requests));
        Assert.Equal(
            [IPAddress.Loopback],
            System
                .Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
                .GetActiveTcpListeners()
                .Where(listener => listener.Port == cache.Guest.Port)
                .Select(listener => listener.Address)
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task One_that_would_fetch_anything_for_anybody_is_not_used()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive();
        ShellScript.Write(
            folder.PathOf("open"),
            """sed -i 's/^ForceManaged: 1/ForceManaged: 0/' "$2/acng.conf" && exec apt-cacher-ng "$@" """
        );
        var start = await StartAsync(folder, archive.Address, folder.PathOf("open"));
        Assert.Null(start.Cache);
        Assert.StartsWith("apt-cacher-ng does not refuse what it was told to refuse", start.Trouble, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.PathOf("leases")));
    }

    [Fact(Timeout = 120_000)]
    public async Task One_that_has_ended_is_known_to_have()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive();
        await using var cache = (await StartAsync(folder, archive.Address)).Cache!;
        var lease = Assert.Single(await new LeaseRegistry(folder.PathOf("leases"), TimeProvider.System).ListAsync(Cancelled));
        Assert.Equal(PackageCache.LeaseName, lease.Name);
        using (var process = System.Diagnostics.Process.GetProcessById(lease.Process.Pid))
        {
            process.Kill();
        }

        while (cache.IsRunning)
        {
            await Task.Delay(20, Cancelled);
        }
    }

    private static Task<CacheStart> StartAsync(TemporaryFolder folder, Uri archive, string program = PackageCache.Program)
    {
        Tools.Require(PackageCache.Program);
        return PackageCache.RunAsync(
            program,
            folder.PathOf("cache"),
            [archive],
            new LeaseRegistry(folder.PathOf("leases"), TimeProvider.System),
            TimeProvider.System,
            Cancelled
        );
    }

    private static HttpClient Through(PackageCache cache) =>
        new(new SocketsHttpHandler { Proxy = new WebProxy("127.0.0.1", cache.Guest.Port) });

    /// <summary>An archive on the loopback address that counts its requests.</summary>
    private sealed class Archive : IDisposable
    {
        private HttpListener _listener = new();
        private int _requests;

        public Archive()
        {
            // The ports that the kernel gives out are none that apt-cacher-ng connects to.
            while (true)
            {
                Address = new Uri($"http://127.0.0.1:{RandomNumberGenerator.GetInt32(20_000, CacheSettings.HighestPort)}/debian/");
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{Address.Port}/");
                try
                {
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException)
                {
                    _listener = new HttpListener();
                }
            }

            _ = ServeAsync();
        }

        public Uri Address { get; }

        public int Requests => _requests;

        public bool IsOpen { get; set; } = true;

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    Interlocked.Increment(ref _requests);
                    context.Response.StatusCode = IsOpen ? 200 : 503;
                    context.Response.AddHeader("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
                    context.Response.ContentLength64 = IsOpen ? _package.Length : 0;
                    if (IsOpen && context.Request.HttpMethod != "HEAD")
                    {
                        await context.Response.OutputStream.WriteAsync(_package);
                    }

                    context.Response.Close();
                }
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException) { }
        }
    }
}
