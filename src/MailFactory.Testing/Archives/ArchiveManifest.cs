using System.Text.Json.Serialization;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Archives;

/// <summary>Where an archived disk comes from and what is on it; stored as JSON beside the disk.</summary>
internal sealed record ArchiveManifest
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The key of the inputs that led to this disk.</summary>
    public required string Key { get; init; }

    /// <summary>The inputs behind the key.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>The disk's file name: a qcow2 image compressed with zstd.</summary>
    public required string DiskFile { get; init; }

    /// <summary>The disk file's SHA-256 digest.</summary>
    public required string DiskSha256 { get; init; }

    /// <summary>The disk file's size in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>The file name of the private SSH key that opens the machine.</summary>
    public required string SshKeyFile { get; init; }

    /// <summary>
    /// The SSH host key that the machine printed on its console when it booted first; null in archives of earlier versions.
    /// </summary>
    [JsonConverter(typeof(PublicText))]
    public string? SshHostKey { get; init; }

    /// <summary>The user that the key belongs to.</summary>
    public required string User { get; init; }

    /// <summary>When the install ended.</summary>
    public required DateTimeOffset Installed { get; init; }

    /// <summary>How long the install took, in seconds.</summary>
    public required double InstallSeconds { get; init; }

    /// <summary>The accelerator it ran under.</summary>
    public required string Accelerator { get; init; }

    /// <summary>How far the medium was proven.</summary>
    public required string Trust { get; init; }

    /// <summary>The installed system's PRETTY_NAME.</summary>
    public required string OsName { get; init; }

    /// <summary>Installed packages as <c>name version</c>.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>
    /// The bytes that the installed and trimmed disk took on the host before it was compressed; null in archives of older tools.
    /// </summary>
    public long? InstalledBytes { get; init; }

    /// <summary>What the disk was made from and how; null in archives of older tools.</summary>
    public ArchiveProvenance? Provenance { get; init; }

    /// <summary>The last mail test of a copy of the disk; null when there was none.</summary>
    public ArchiveMailTest? MailTest { get; init; }
}
