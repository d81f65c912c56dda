namespace MailFactory.Testing.Media;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>How long the server may send nothing before the attempt is given up; 30 seconds unless set.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Further attempts after a transfer that broke off or a server that answered 5xx or 429; 4 unless set.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Further attempts after a host that cannot be reached; 1 unless set.</summary>
    public int UnreachableRetries { get; init; } = 1;

    /// <summary>The pause before the second attempt, doubled before each further one; 1 second unless set.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);
}
