using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace MailFactory.TestKit;

/// <summary>Answers for a file the way a good server gives them: parts on request, and only of the version asked for.</summary>
internal static class RangeAnswers
{
    public static FaultyAnswer Of(HttpListenerRequest request, byte[] content, string? tag = "\"1\"")
    {
        if (
            !RangeHeaderValue.TryParse(request.Headers["Range"], out var header)
            || (request.Headers["If-Range"] is { } condition && condition != tag)
        )
        {
            return new FaultyAnswer(200, content) { ETag = tag };
        }

        var (from, to) = Limits(header, content.Length);
        return from >= content.Length
            ? new FaultyAnswer(416, []) { ContentRange = $"bytes */{content.Length}" }
            : new FaultyAnswer(206, content[from..(to + 1)])
            {
                ETag = tag,
                ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{content.Length}"),
            };
    }

    /// <summary>How many bytes of a file all these ranges ask for.</summary>
    public static long Asked(IEnumerable<string> ranges, int length) =>
        ranges.Sum(range =>
            RangeHeaderValue.TryParse(range, out var header) && Limits(header, length) is var (from, to) ? to - from + 1 : (long)length
        );

    private static (int From, int To) Limits(RangeHeaderValue header, int length)
    {
        var range = header.Ranges.Single();
        return ((int)range.From!.Value, (int)Math.Min(range.To ?? long.MaxValue, length - 1));
    }
}
