using System.Globalization;
using System.Net;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>Reads "too many requests" (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).</summary>
internal static class RateLimitAnswer
{
    /// <summary>How long the server asks to wait; null when the answer has nothing to do with rate limits.</summary>
    public static TimeSpan? PauseOf(HttpResponseMessage response, string body, GitHubPatience patience, DateTimeOffset now)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            return null;
        }

        if (response.Headers.RetryAfter is { } after)
        {
            return after.Delta ?? (after.Date is { } date ? Later(date - now) : patience.RateLimitPause);
        }

        if (
            Header(response, "x-ratelimit-remaining") == "0"
            && long.TryParse(Header(response, "x-ratelimit-reset"), CultureInfo.InvariantCulture, out var reset)
        )
        {
            // A second more: the server's clock and ours count whole seconds.
            return Later(DateTimeOffset.FromUnixTimeSeconds(reset) - now) + TimeSpan.FromSeconds(1);
        }

        return response.StatusCode == HttpStatusCode.TooManyRequests || body.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            ? patience.RateLimitPause
            : null;
    }

    private static TimeSpan Later(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
