namespace MailFactory.Testing.Releases.GitHub;

/// <summary>How patient the talk with the API is.</summary>
internal sealed record GitHubPatience
{
    /// <summary>Further attempts after a broken connection or a 5xx answer; 5 unless set.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The pause before the second attempt, about doubled before each further one; 2 seconds unless set.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection may move no byte; one minute unless set.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait when the API says that it was asked too often and not for how long; GitHub asks for a minute.</summary>
    public TimeSpan RateLimitPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often one request waits for a rate limit; 5 times unless set.</summary>
    public int Pauses { get; init; } = 5;

    /// <summary>
    /// The longest time that one request waits for rate limits in all; a little over the hour that GitHub's limits are counted by.
    /// </summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(65);
}
