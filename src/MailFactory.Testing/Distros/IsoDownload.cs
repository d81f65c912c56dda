namespace MailFactory.Testing.Distros;

/// <summary>Where an ISO can be fetched and how to prove it.</summary>
internal sealed record IsoDownload
{
    /// <summary>
    /// The URLs of directories that hold ISO, checksum manifest and signature, each ending with a slash, in the order in which they are
    /// asked: what is current first, then where it goes on the day of the next release. A <c>*</c> stands for the highest number for which
    /// the folder above lists one, as in <c>https://vault.almalinux.org/9.*/isos/x86_64/</c>.
    /// </summary>
    public required IReadOnlyList<Uri> Directories { get; init; }

    /// <summary>The checksum manifest, such as <c>SHA256SUMS</c>.</summary>
    public required string Manifest { get; init; }

    /// <summary>How the manifest is signed.</summary>
    public required ManifestSignature ManifestSignature { get; init; }

    /// <summary>The manifest's signature file, such as <c>SHA256SUMS.sign</c>; only for a detached one.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Where the vendor publishes the digests a second time, on another host, over https: URLs with <c>{version}</c> for the ISO's, which
    /// the group <c>version</c> of its file name's pattern holds. A manifest that one of them agrees with is
    /// <see cref="TrustLevel.Pinned"/>.
    /// </summary>
    public IReadOnlyList<string> Confirmations { get; init; } = [];

    /// <summary>The SHA-256 digests of ISOs that this catalogue pins, by file name.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    /// <summary>The Debian package that carries the vendor's keys, such as <c>distribution-gpg-keys</c>.</summary>
    public string? KeyPackage { get; init; }

    /// <summary>
    /// The keyrings that hold the vendor's keys, binary or armoured, in the order in which they are asked: those of installed packages,
    /// then, relative to the catalogue, the keys that come with it.
    /// </summary>
    public IReadOnlyList<string> Keyrings { get; init; } = [];

    /// <summary>Fingerprints of primary keys that may sign, 40 hexadecimal digits each.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];
}
