using System.Net.Http.Headers;

namespace MailFactory.Testing.Media;

/// <summary>A server's answer to one GET, whose body is still to come.</summary>
internal sealed class Answer : IDisposable
{
    private Answer(HttpResponseMessage response, StallWatch watch, long from)
    {
        (Response, Watch, From) = (response, watch, from);
    }

    public HttpResponseMessage Response { get; }

    public StallWatch Watch { get; }

    /// <summary>The first byte asked for.</summary>
    public long From { get; }

    /// <summary>The size of the whole file where the answer holds the part asked for; else null.</summary>
    public long? TotalOfPart => Response.Content.Headers.ContentRange is { HasLength: true, HasRange: true } range && range.From == From ? range.Length : null;

    /// <summary>Asks for a file, or for a part of it.</summary>
    public static async Task<Answer> GetAsync(
        HttpClient http, Uri source, (long From, long To)? part, RangeConditionHeaderValue? condition, StallWatch watch)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, source);
        if (part is { } range)
        {
            get.Headers.Range = new RangeHeaderValue(range.From, range.To);
            get.Headers.IfRange = condition;
        }

        var response = await http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
        return new Answer(response, watch, part?.From ?? 0);
    }

    public void Dispose() => Response.Dispose();
}
