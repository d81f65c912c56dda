using System.Net;
using MailFactory.Web;
using MailFactory.Web.Serving;

namespace MailFactory.Testing.Tests.Web;

/// <summary>A site of past runs, served from its folder.</summary>
public sealed class SiteServerTests : IDisposable
{
    private const int Limit = 60_000;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData("/", "text/html", "the first page")]
    [InlineData("/index.html", "text/html", "the first page")]
    [InlineData("/runs/20260101-020000.html", "text/html", "a report")]
    [InlineData("/badges/debian-13.svg", "image/svg+xml", "a badge")]
    [InlineData("/feed.xml", "application/atom+xml", "a feed")]
    public async Task It_looks_as_it_would_where_it_is_published(string path, string type, string text)
    {
        await using var server = await StartAsync();
        using var response = await GetAsync(server, path);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(text, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory(Timeout = Limit)]
    [InlineData("/nowhere.html")]
    [InlineData("/runs/")]
    [InlineData("/secret.key")]
    [InlineData("/link.html")]
    [InlineData("/..%2foutside.html")]
    [InlineData("/%2e%2e/outside.html")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var server = await StartAsync();
        using var response = await GetAsync(server, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_reads_it_without_the_token()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(new Uri(server.Url), "/"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Ctrl_C_ends_it_without_an_error()
    {
        using var interrupt = new CancellationTokenSource();
        using var console = new ImpatientReader(interrupt);
        await SiteWatch.RunAsync(_folder.Path, new LiveOptions { Serve = true }, console, interrupt.Token);
        Assert.Contains("the site is shown at http://127.0.0.1:", console.ToString(), StringComparison.Ordinal);
    }

    private async Task<PageServer> StartAsync()
    {
        foreach (var folder in new[] { "site/runs", "site/badges" })
        {
            Directory.CreateDirectory(_folder.PathOf(folder));
        }

        foreach (
            var (name, text) in new[]
            {
                ("site/index.html", "the first page"),
                ("site/runs/20260101-020000.html", "a report"),
                ("site/badges/debian-13.svg", "a badge"),
                ("site/feed.xml", "a feed"),
                ("site/secret.key", "a key"),
                ("outside.html", "another file"),
            }
        )
        {
            await File.WriteAllTextAsync(_folder.PathOf(name), text, Cancellation);
        }

        File.CreateSymbolicLink(_folder.PathOf("site/link.html"), _folder.PathOf("outside.html"));
        return await PageServer.StartAsync(
            new LiveAddress(IPAddress.Loopback, null),
            new SiteEndpoints(_folder.PathOf("site")).Map,
            Cancellation
        );
    }

    // The token becomes a cookie on the way, as in a browser.
    private static async Task<HttpResponseMessage> GetAsync(PageServer server, string path)
    {
        using var http = new HttpClient();
        await http.GetAsync(server.Url, Cancellation);
        return await http.GetAsync(new Uri(new Uri(server.Url), path), Cancellation);
    }

    /// <summary>Presses Ctrl-C as soon as it has read how to end it.</summary>
    private sealed class ImpatientReader(CancellationTokenSource interrupt) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains("Ctrl-C ends it; the files stay", StringComparison.Ordinal) == true)
            {
                await interrupt.CancelAsync();
            }
        }
    }
}
