namespace MailFactory.Testing.Media.Store;

/// <summary>A large file in the folder for media.</summary>
internal sealed record MediaFile
{
    /// <summary>The distro that it was fetched for.</summary>
    public required string DistroId { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes; of an unfinished download what it has so far.</summary>
    public required long Bytes { get; init; }

    /// <summary>What it is to its distro.</summary>
    public required MediaFileRole Role { get; init; }

    /// <summary>When it was verified last, else when it was written.</summary>
    public required DateTimeOffset LastUse { get; init; }

    /// <summary>What is known of a medium; null for other files.</summary>
    public MediumRecord? Record { get; init; }

    /// <summary>Whether a running process uses or fetches media of this distro.</summary>
    public required bool IsInUse { get; init; }
}
