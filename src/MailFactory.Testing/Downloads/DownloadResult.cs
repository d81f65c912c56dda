namespace MailFactory.Testing.Downloads;

/// <summary>How a download ended.</summary>
internal sealed record DownloadResult
{
    /// <summary>Why it failed; null when the file is in place.</summary>
    public DownloadFault? Fault { get; init; }

    /// <summary>One line: what was fetched or what went wrong, with the URL.</summary>
    public required string Summary { get; init; }

    /// <summary>The SHA-256 digest of the file in place; empty after a failure.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Bytes that an earlier attempt had left and that were not fetched again.</summary>
    public long ResumedFrom { get; init; }

    /// <summary>The mirrors that were tried before, and what was wrong with each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the file is in place.</summary>
    public bool IsSuccess => Fault is null;
}
