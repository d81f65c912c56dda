using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media.RedHat;

/// <summary>
/// Red Hat's image API. The tokens go to its two hosts only: no redirect is followed with them, and no message has them.
/// </summary>
internal sealed class RedHatApi : IDisposable
{
    private const int PageSize = 100;
    private const int MostPages = 20;
    private const int LongestAnswer = 10_000_000;

    private readonly RedHatHosts _hosts;
    private readonly SecretText _offlineToken;
    private readonly HttpClient _http;
    private string? _accessToken;

    public RedHatApi(RedHatHosts hosts, SecretText offlineToken)
    {
        (_hosts, _offlineToken) = (hosts, offlineToken);
        _http = MediaHttp.ClientOn(new SocketsHttpHandler { AllowAutoRedirect = false });
        _http.Timeout = TimeSpan.FromSeconds(60);
        _http.MaxResponseContentBufferSize = LongestAnswer;
    }

    /// <summary>The images of a content set; the API hands them out by pages.</summary>
    public async Task<Outcome<IReadOnlyList<RedHatImage>>> ListAsync(string contentSet, CancellationToken cancellationToken)
    {
        var images = new List<RedHatImage>();
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"images/cset/{contentSet}?limit={PageSize}&offset={page * PageSize}";
            var answer = await AskAsync(path, HttpStatusCode.OK, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
            {
                return answer.Failure;
            }

            using var body = answer.Value;
            if (Property(body.RootElement, "body") is not { ValueKind: JsonValueKind.Array } list)
            {
                return new MediaFailure($"{_hosts.Api.Host} gave no list of the images in {contentSet}") { Fault = DownloadFault.Refused };
            }

            var listed = list.EnumerateArray()
                .Select(image => new RedHatImage(
                    Text(image, "filename") ?? Text(image, "imageName") ?? string.Empty,
                    Text(image, "checksum") ?? string.Empty
                ))
                .ToList();
            images.AddRange(listed);
            if (listed.Count < PageSize)
            {
                break;
            }
        }

        return Outcome.Of<IReadOnlyList<RedHatImage>>(images);
    }

    /// <summary>A link to an image, good for minutes and for anybody: it is fetched without a token.</summary>
    public async Task<Outcome<Uri>> LinkAsync(string checksum, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"images/{checksum}/download", HttpStatusCode.TemporaryRedirect, cancellationToken)
            .ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            return answer.Failure;
        }

        using var body = answer.Value;
        return Property(body.RootElement, "body") is { } link && Uri.TryCreate(Text(link, "href"), UriKind.Absolute, out var href)
            ? href
            : new MediaFailure($"{_hosts.Api.Host} gave no link for the image {checksum}");
    }

    public void Dispose() => _http.Dispose();

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    // An access token lives for minutes, so an old one is renewed once.
    private async Task<Outcome<JsonDocument>> AskAsync(string path, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            if (_accessToken is null && await RenewAsync(cancellationToken).ConfigureAwait(false) is { } refused)
            {
                return refused;
            }

            using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(_hosts.Api, path));
            get.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _accessToken);
            get.Headers.Accept.ParseAdd("application/json");
            var answer = await ReadAsync(get, expected, cancellationToken).ConfigureAwait(false);
            if (isSecond || answer.Status != HttpStatusCode.Unauthorized)
            {
                return answer.Outcome;
            }

            _accessToken = null;
        }
    }

    private async Task<MediaFailure?> RenewAsync(CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, _hosts.Token)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "refresh_token",
                    ["client_id"] = "rhsm-api",
                    ["refresh_token"] = _offlineToken.Reveal(),
                }
            ),
        };
        var (status, outcome) = await ReadAsync(post, HttpStatusCode.OK, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            return status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
                ? new MediaFailure(
                    $"{_hosts.Token.Host} does not accept the offline token ({(int)status}); it expires after 30 days without "
                        + "use: make a new one at https://access.redhat.com/management/api",
                    FailureClass.Configuration
                )
                : outcome.Failure;
        }

        using var body = outcome.Value;
        _accessToken = Text(body.RootElement, "access_token");
        return _accessToken is null ? new MediaFailure($"{_hosts.Token.Host} answered without an access token") : null;
    }

    private async Task<(HttpStatusCode? Status, Outcome<JsonDocument> Outcome)> ReadAsync(
        HttpRequestMessage request,
        HttpStatusCode expected,
        CancellationToken cancellationToken
    )
    {
        // Never the query nor an answer's body: neither is ours to show.
        var place = request.RequestUri!.GetLeftPart(UriPartial.Path);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != expected)
            {
                return (
                    response.StatusCode,
                    new MediaFailure($"{place}: the server answered {(int)response.StatusCode}{Hint(response.StatusCode)}")
                    {
                        Fault = DownloadFault.Refused,
                    }
                );
            }

            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            return (expected, await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        catch (JsonException)
        {
            return (null, new MediaFailure($"{place}: the answer is not JSON") { Fault = DownloadFault.WebPage });
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            return (null, MediaFailure.Of(Attempt.Broken(error, new Uri(place)).Result));
        }
    }

    private static string Hint(HttpStatusCode status) =>
        status == HttpStatusCode.Forbidden
            ? "; the account needs a subscription and the permission 'Download Software and Updates'"
            : string.Empty;
}
