using System.Net.Http.Headers;

namespace MailFactory.Testing.Downloads;

/// <summary>A server's answer to one GET, whose body is still to come.</summary>
internal sealed class ServerResponse : IDisposable
{
    private const string AsItIs = "identity";

    private ServerResponse(HttpResponseMessage response, StallWatch watch, long from)
    {
        (Response, Watch, From) = (response, watch, from);
    }

    public HttpResponseMessage Response { get; }

    public StallWatch Watch { get; }

    /// <summary>The first byte asked for.</summary>
    public long From { get; }

    /// <summary>The size of the whole file where the answer holds the part asked for; else null.</summary>
    public long? TotalOfPart =>
        Response.Content.Headers.ContentRange is { HasLength: true, HasRange: true } range && range.From == From ? range.Length : null;

    /// <summary>How the server says that it coded the bytes on the way (RFC 9110, 8.4); null when it sends them as they are.</summary>
    public string? Coding =>
        string.Join(
            ", ",
            Response.Content.Headers.ContentEncoding.Where(coding => !string.Equals(coding, AsItIs, StringComparison.OrdinalIgnoreCase))
        )
            is { Length: > 0 } coding
            ? coding
            : null;

    /// <summary>A request for the bytes as they are: without that header a server may send them in any coding (RFC 9110, 12.5.3).</summary>
    public static HttpRequestMessage Question(HttpMethod method, Uri source)
    {
        var question = new HttpRequestMessage(method, source);
        question.Headers.AcceptEncoding.ParseAdd(AsItIs);
        return question;
    }

    /// <summary>Asks for a file, or for a part of it.</summary>
    public static async Task<ServerResponse> GetAsync(
        HttpClient http,
        Uri source,
        (long From, long To)? part,
        RangeConditionHeaderValue? condition,
        StallWatch watch
    )
    {
        using var get = Question(HttpMethod.Get, source);
        if (part is { } range)
        {
            get.Headers.Range = new RangeHeaderValue(range.From, range.To);
            get.Headers.IfRange = condition;
        }

        var response = await http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
        return new ServerResponse(response, watch, part?.From ?? 0);
    }

    public void Dispose() => Response.Dispose();
}
