namespace MailFactory.Testing.Distros;

/// <summary>Where an ISO can be fetched and how to prove it.</summary>
public sealed record IsoDownload
{
    /// <summary>
    /// The URLs of directories that hold ISO, checksum manifest and signature, each ending with a slash: mirrors first, archives
    /// of releases past their end of life last.
    /// </summary>
    public required IReadOnlyList<Uri> Directories { get; init; }

    /// <summary>The checksum manifest, such as <c>SHA256SUMS</c>.</summary>
    public required string Manifest { get; init; }

    /// <summary>How the manifest is signed.</summary>
    public required ManifestSignature ManifestSignature { get; init; }

    /// <summary>The manifest's signature file, such as <c>SHA256SUMS.sign</c>; only for a detached one.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Whether the vendor publishes the signature for some releases only. Where it is missing the medium is worth
    /// <see cref="TrustLevel.ChecksumOnly"/>; where it is there it must be valid.
    /// </summary>
    public bool IsSignatureOptional { get; init; }

    /// <summary>The SHA-256 digest of the ISO when this catalogue pins it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The Debian package that carries the vendor's keys, such as <c>distribution-gpg-keys</c>.</summary>
    public string? KeyPackage { get; init; }

    /// <summary>The installed keyrings that hold the vendor's keys, binary or armoured; all that exist are used.</summary>
    public IReadOnlyList<string> Keyrings { get; init; } = [];

    /// <summary>Fingerprints of primary keys that may sign, 40 hexadecimal digits each.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];
}
