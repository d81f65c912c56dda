using System.Net;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Web.Serving;

namespace MailFactory.TestKit;

/// <summary>The live page of the sample matrix on a port of its own, and a browser without a head.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly LiveServer _server;
    private readonly HttpClient _http;

    private LiveSite(DirectoryInfo folder, LiveServer server)
    {
        (_folder, _server) = (folder, server);
        Address = new Uri(new Uri(server.Url), "/");
        Token = new Uri(server.Url).Query[7..];
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    /// <summary>The page's address, without the token.</summary>
    public Uri Address { get; }

    public string Token { get; }

    /// <summary>The address that opens a page.</summary>
    public string Open(string path) => $"{new Uri(Address, path)}?token={Token}";

    public string Cookie => $"mail-factory-{Address.Port}={Token}";

    public WorkLayout Layout => new(_folder.FullName);

    /// <summary>Starts the page of a run.</summary>
    /// <param name="change">Changes the sample's state before it is served.</param>
    public static async Task<LiveSite> StartAsync(Func<RunStatus, RunStatus>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("mail-factory-");
        var site = new LiveSite(
            folder,
            await LiveServer.StartAsync(
                new WorkLayout(folder.FullName),
                new LiveAddress(IPAddress.Loopback, null),
                TimeProvider.System,
                CancellationToken.None
            )
        );
        await site.WriteAsync(change?.Invoke(SampleMatrix.Input.Reading.Status) ?? SampleMatrix.Input.Reading.Status);
        return site;
    }

    /// <summary>Writes the state of the run.</summary>
    public async Task WriteAsync(RunStatus status)
    {
        Directory.CreateDirectory(Layout.Logs);
        await File.WriteAllTextAsync(Layout.Status, status.ToJson(), CancellationToken.None);
    }

    /// <summary>Writes a file of the work directory.</summary>
    public async Task WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, CancellationToken.None);
    }

    /// <summary>Asks as a browser does that was let in.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, ("Cookie", Cookie));

    /// <summary>The text of a page.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken.None);
    }

    /// <summary>Asks with these headers and no others.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
