namespace MailFactory.Testing.Downloads;

/// <summary>A file to fetch and what it must be.</summary>
internal sealed record DownloadRequest
{
    /// <summary>Where the file comes from.</summary>
    public required Uri Source { get; init; }

    /// <summary>Other places that have the same file; the fastest of all is asked first, the others when it fails.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>Where the file goes; while it is on its way its bytes are kept in a neighbour named <c>.partial</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The SHA-256 digest that the file must have, 64 hexadecimal digits; null for a file that a signature proves.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The size in bytes that the file must have; not checked when null.</summary>
    public long? Size { get; init; }

    // What apt takes for a Release file at most (Acquire::MaxReleaseFileSize in apt.conf(5)), and more than any install medium has.
    internal long MostBytes => Size ?? (Sha256 is null ? 10_000_000 : 64L << 30);
}
