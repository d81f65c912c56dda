namespace MailFactory.Testing.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Bytes on disk, those of an earlier, resumed attempt included.</param>
/// <param name="Total">Bytes of the whole file; null when the server does not say.</param>
internal readonly record struct DownloadProgress(long Bytes, long? Total)
{
    /// <summary>Bytes in a second over the last seconds; null as long as nothing can be said.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Who must finish first, in a few words; null while bytes come.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>How long the rest takes at this rate; null when that cannot be said.</summary>
    public TimeSpan? Remaining =>
        BytesPerSecond is > 0 and var rate && Total is { } total ? TimeSpan.FromSeconds((total - Bytes) / rate) : null;
}
