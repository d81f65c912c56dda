using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MailFactory.Testing.Tests.Releases;

/// <summary>
/// The release part of GitHub's API on loopback, as its documentation describes it; a test can have any request answered
/// otherwise, cut off in the middle or left without an answer.
/// </summary>
internal sealed class GitHubServer : IDisposable
{
    public const string Repository = "owner/name";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _releases = [];
    private readonly Dictionary<long, (long Release, JsonObject Asset, byte[] Content)> _assets = [];
    private long _next = 1;

    public GitHubServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The only token that is accepted.</summary>
    public string Token { get; } = "ghp_the-right-one";

    /// <summary>Whether assets have digests, as GitHub's do.</summary>
    public bool HasDigests { get; init; } = true;

    /// <summary>Where uploads are sent to; here when null.</summary>
    public Uri? UploadsAt { get; set; }

    /// <summary>Called before each request with its name, such as <c>POST assets</c>, and number; true when it has dealt with it.</summary>
    public Func<string, int, HttpListenerContext, bool> Fault { get; set; } = (_, _, _) => false;

    /// <summary>All requests so far, as <c>POST assets</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The contents of a release's whole assets by name; null when it is not published.</summary>
    public IReadOnlyDictionary<string, byte[]>? Published(string tag)
    {
        lock (_lock)
        {
            var release = _releases.SingleOrDefault(release => (string)release["tag_name"]! == tag);
            return release is null || (bool)release["draft"]!
                ? null
                : _assets
                    .Values.Where(asset => asset.Release == (long)release["id"]!)
                    .ToDictionary(asset => (string)asset.Asset["name"]!, asset => asset.Content);
        }
    }

    /// <summary>Puts a release there.</summary>
    public long AddRelease(string tag, bool isDraft)
    {
        lock (_lock)
        {
            var id = _next++;
            _releases.Add(
                new JsonObject
                {
                    ["id"] = id,
                    ["tag_name"] = tag,
                    ["draft"] = isDraft,
                    ["upload_url"] = $"{UploadsAt ?? Address}uploads/{Repository}/releases/{id}/assets{{?name,label}}",
                    ["html_url"] = $"{Address}{Repository}/releases/tag/{tag}",
                }
            );
            return id;
        }
    }

    /// <summary>Puts a file there, whole or as a broken upload leaves it.</summary>
    public JsonObject AddAsset(long release, string name, byte[] content, string state = "uploaded")
    {
        lock (_lock)
        {
            var asset = new JsonObject
            {
                ["id"] = _next,
                ["name"] = name,
                ["state"] = state,
                ["size"] = content.Length,
                ["digest"] = HasDigests && state == "uploaded" ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}" : null,
            };
            _assets[_next++] = (release, asset, content);
            return asset;
        }
    }

    /// <summary>Answers with a status, a JSON text and headers.</summary>
    public static bool Answer(HttpListenerContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.StatusCode = status;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
        return true;
    }

    public static long ReleaseOf(HttpListenerContext context) =>
        long.Parse(context.Request.Url!.Segments[^2].TrimEnd('/'), CultureInfo.InvariantCulture);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => Handle(context));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
            }
        }
    }

    private void Handle(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url!.AbsolutePath;
            var name = $"{context.Request.HttpMethod} {(path.Contains("/assets", StringComparison.Ordinal) ? "assets" : "releases")}";
            int number;
            lock (_lock)
            {
                _requests.Enqueue(name);
                number = _requests.Count(request => request == name);
            }

            if (!Fault(name, number, context))
            {
                Route(context, path);
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client or the test has gone.
        }
    }

    private void Route(HttpListenerContext context, string path)
    {
        if (context.Request.Headers["Authorization"] != $"Bearer {Token}")
        {
            Answer(context, 401, """{"message":"Bad credentials"}""");
            return;
        }

        if (context.Request.HasEntityBody && context.Request.ContentLength64 < 0)
        {
            Answer(context, 411, """{"message":"Length Required"}""");
            return;
        }

        var parts = path.Trim('/').Split('/');
        if (string.Join('/', parts[1..3]) != Repository)
        {
            Answer(context, 404, """{"message":"Not Found"}""");
            return;
        }

        switch (context.Request.HttpMethod, parts[0], parts[3..])
        {
            case ("GET", "repos", ["releases"]):
                Reply(context, 200, Page(context, _releases));
                break;
            case ("POST", "repos", ["releases"]):
                Reply(context, 201, Create(context));
                break;
            case ("PATCH", "repos", ["releases", var id]):
                Reply(context, 200, Patch(context, long.Parse(id, CultureInfo.InvariantCulture)));
                break;
            case ("GET", "repos", ["releases", "assets", var id]):
                Send(context, long.Parse(id, CultureInfo.InvariantCulture));
                break;
            case ("DELETE", "repos", ["releases", "assets", var id]):
                _assets.Remove(long.Parse(id, CultureInfo.InvariantCulture));
                Answer(context, 204, string.Empty);
                break;
            case ("GET", "repos", ["releases", var id, "assets"]):
                Reply(
                    context,
                    200,
                    Page(
                        context,
                        _assets
                            .Values.Where(asset => asset.Release == long.Parse(id, CultureInfo.InvariantCulture))
                            .Select(asset => asset.Asset)
                    )
                );
                break;
            case ("POST", "uploads", ["releases", var id, "assets"]):
                Upload(context, long.Parse(id, CultureInfo.InvariantCulture));
                break;
            default:
                Answer(context, 404, """{"message":"Not Found"}""");
                break;
        }
    }

    private JsonArray Page(HttpListenerContext context, IEnumerable<JsonObject> all)
    {
        var (size, number) = (
            int.Parse(context.Request.QueryString["per_page"]!, CultureInfo.InvariantCulture),
            int.Parse(context.Request.QueryString["page"]!, CultureInfo.InvariantCulture)
        );
        lock (_lock)
        {
            return [.. all.Skip((number - 1) * size).Take(size).Select(item => item.DeepClone())];
        }
    }

    private JsonNode Create(HttpListenerContext context)
    {
        var wanted = JsonElement.Parse(new StreamReader(context.Request.InputStream).ReadToEnd());
        AddRelease(wanted.GetProperty("tag_name").GetString()!, wanted.GetProperty("draft").GetBoolean());
        return _releases[^1].DeepClone();
    }

    private JsonNode Patch(HttpListenerContext context, long id)
    {
        var wanted = JsonElement.Parse(new StreamReader(context.Request.InputStream).ReadToEnd());
        var release = _releases.Single(release => (long)release["id"]! == id);
        release["draft"] = wanted.GetProperty("draft").GetBoolean();
        return release.DeepClone();
    }

    private void Upload(HttpListenerContext context, long release)
    {
        var name = context.Request.QueryString["name"]!;
        using var content = new MemoryStream();
        try
        {
            context.Request.InputStream.CopyTo(content);
        }
        catch (Exception error) when (error is HttpListenerException or IOException)
        {
            AddAsset(release, name, [], "starter");
            throw;
        }

        if (_assets.Values.Any(asset => asset.Release == release && (string)asset.Asset["name"]! == name))
        {
            Answer(
                context,
                422,
                """{"message":"Validation Failed","errors":[{"resource":"ReleaseAsset","code":"already_exists","field":"name"}]}"""
            );
            return;
        }

        Reply(context, 201, AddAsset(release, name, content.ToArray()).DeepClone());
    }

    private void Send(HttpListenerContext context, long id)
    {
        context.Response.ContentType = context.Request.Headers["Accept"];
        context.Response.OutputStream.Write(_assets[id].Content);
        context.Response.Close();
    }

    private static void Reply(HttpListenerContext context, int status, JsonNode body) => Answer(context, status, body.ToJsonString());
}
