namespace MailFactory.Testing.Archives;

/// <summary>The medium that a disk was installed from.</summary>
internal sealed record MediumOrigin
{
    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Where it can be had: the URL of the ISO, or of the mirror that has the package; null for a file of the user's own.
    /// </summary>
    public required Uri? Url { get; init; }

    /// <summary>The file's SHA-256 digest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The medium's version.</summary>
    public required string Version { get; init; }

    /// <summary>How far it was proven.</summary>
    public required string Trust { get; init; }

    /// <summary>What proved it, in one line.</summary>
    public required string Proof { get; init; }
}
