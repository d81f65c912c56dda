using System.Globalization;
using System.Net.Http.Headers;

namespace MailFactory.Testing.Downloads.Parts;

/// <summary>What tells one version of a server's file from the next, strongly enough to mix their bytes (RFC 9110, 8.8).</summary>
internal static class Validator
{
    /// <summary>The response's strong entity tag, else its date when that is strong, else null.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        if (response.Headers.ETag is { } tag)
        {
            return tag.IsWeak ? null : tag.Tag;
        }

        // A file could change twice in one second, so only an older date is strong (8.8.2.2).
        return
            response.Content.Headers.LastModified is { } modified
            && response.Headers.Date is { } now
            && now - modified >= TimeSpan.FromSeconds(1)
            ? modified.ToString("R", CultureInfo.InvariantCulture)
            : null;
    }

    public static RangeConditionHeaderValue Parse(string text) =>
        text.StartsWith('"')
            ? new RangeConditionHeaderValue(new EntityTagHeaderValue(text))
            : new RangeConditionHeaderValue(
                DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            );
}
