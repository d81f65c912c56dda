namespace MailFactory.TestKit;

/// <summary>One answer of the faulty server.</summary>
internal sealed record FaultyAnswer(int Status, byte[] Content)
{
    /// <summary>A length to announce although less is sent; the connection is then cut.</summary>
    public long? Announced { get; init; }

    /// <summary>Whether no length is announced (chunked transfer coding).</summary>
    public bool IsChunked { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? ContentRange { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Bytes to send at a time; all at once when null.</summary>
    public int? StepBytes { get; init; }

    public TimeSpan StepPause { get; init; }

    /// <summary>What happens after the headers and before the first byte.</summary>
    public Func<Task> AtBeginning { get; init; } = () => Task.CompletedTask;

    /// <summary>What happens after the last byte, while the connection is still open.</summary>
    public Func<Task> AtEnd { get; init; } = () => Task.CompletedTask;
}
