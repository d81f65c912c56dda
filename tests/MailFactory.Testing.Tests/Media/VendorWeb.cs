using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace MailFactory.Testing.Tests.Media;

/// <summary>
/// All hosts of all vendors on one loopback server: a file or folder for each host and path, with folders that list what is in them and
/// redirects to mirrors. Its client takes the catalogue's own URLs there, https ones too.
/// </summary>
internal sealed class VendorWeb : IDisposable
{
    private readonly FaultyServer _server;

    public VendorWeb() => _server = new FaultyServer(Answer);

    /// <summary>Contents by URL without its scheme, such as <c>releases.ubuntu.com/noble/SHA256SUMS</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>URLs to which a URL redirects, the former without scheme.</summary>
    public ConcurrentDictionary<string, string> Redirects { get; } = [];

    /// <summary>Hosts that answer nothing but 503.</summary>
    public ConcurrentDictionary<string, bool> Down { get; } = [];

    /// <summary>What was asked for, by method and URL.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public HttpClient CreateClient() => new(new Reroute(_server.Address)) { Timeout = Timeout.InfiniteTimeSpan };

    public void Move(string from, string to)
    {
        foreach (var path in Files.Keys.Where(path => path.StartsWith(from, StringComparison.Ordinal)))
        {
            Files[$"{to}{path[from.Length..]}"] = Files[path];
            Files.TryRemove(path, out _);
        }
    }

    public void Dispose() => _server.Dispose();

    private FaultyAnswer Answer(HttpListenerRequest request)
    {
        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath).TrimStart('/');
        Asked.Enqueue($"{request.HttpMethod} {path}");
        if (Down.ContainsKey(path.Split('/')[0]))
        {
            return new FaultyAnswer(503, []);
        }

        if (Redirects.TryGetValue(path, out var target))
        {
            return new FaultyAnswer(302, []) { Location = target };
        }

        if (Files.TryGetValue(path, out var content))
        {
            return File(request, content);
        }

        return path.EndsWith('/') && Children(path) is { Count: > 0 } children
            ? Page(children)
            : new FaultyAnswer(404, "<html>404 Not Found</html>"u8.ToArray()) { ContentType = "text/html" };
    }

    private static FaultyAnswer File(HttpListenerRequest request, byte[] content) =>
        request.HttpMethod == "HEAD" ? new FaultyAnswer(200, []) : RangeAnswers.Of(request, content, $"\"{content.Length}\"");

    private List<string> Children(string folder) =>
        [
            .. Files
                .Keys.Concat(Redirects.Keys)
                .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
                .Select(path => path[folder.Length..].Split('/') is [var first, _, ..] ? $"{first}/" : path[folder.Length..])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    // As Apache writes its indices: columns to sort by, the folder above, then a row for each entry.
    private static FaultyAnswer Page(List<string> children) =>
        new(
            200,
            Encoding.UTF8.GetBytes(
                "<!DOCTYPE html><html><head><title>Index</title></head><body><table><tr><th><a href=\"?C=N;O=D\">Name</a></th></tr>"
                    + "<tr><td><a href=\"../\">Parent Directory</a></td></tr>"
                    + string.Concat(children.Select(child => $"<tr><td><a href=\"{child}\">{child}</a></td><td>2026-11-20 10:00</td></tr>"))
                    + "</table></body></html>"
            )
        )
        {
            ContentType = "text/html;charset=UTF-8",
        };

    // What HttpClient does with redirects, as the loopback server stands for hosts of either scheme: none from https to http.
    private sealed class Reroute(Uri loopback) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri!;
            while (true)
            {
                request.RequestUri = url.IsLoopback ? url : new Uri(loopback, $"{url.Host}{url.PathAndQuery}");
                var response = await base.SendAsync(request, cancellationToken);
                if (response.Headers.Location is not { } location || (url.Scheme == "https" && location.Scheme != "https"))
                {
                    return response;
                }

                response.Dispose();
                url = location;
            }
        }
    }
}
