namespace MailFactory.Testing.Downloads;

/// <summary>How patient and how greedy a download is.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How long the server may send nothing, or next to nothing, before the attempt is given up; 30 seconds unless set.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait that a server may ask for with Retry-After; 2 minutes unless set. One that asks for more is given up.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes in a second below which a connection counts as stalled; 1024 unless set.</summary>
    public int LeastBytesPerSecond { get; init; } = 1024;

    /// <summary>
    /// Further attempts after a transfer that broke off or a server that answered 5xx or 429; 4 unless set. Attempts that got on do not
    /// count.
    /// </summary>
    public int Retries { get; init; } = 4;

    /// <summary>Further attempts after a host that cannot be reached; 1 unless set.</summary>
    public int UnreachableRetries { get; init; } = 1;

    /// <summary>The pause before the second attempt, about doubled before each further one; 1 second unless set.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many parts of one file are fetched at the same time where the server can do that; 4 unless set.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>The size of such a part in bytes; 16 MiB unless set. Smaller files are fetched in one piece.</summary>
    public long ChunkBytes { get; init; } = 16 << 20;

    /// <summary>
    /// The most bytes to receive in a second, all downloads of one <see cref="Downloader"/> together; no limit when null.
    /// </summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>How many bytes each mirror sends to show how fast it is, when there are several; 256 KiB unless set.</summary>
    public int ProbeBytes { get; init; } = 256 << 10;

    /// <summary>How long a mirror has for that; 5 seconds unless set.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
