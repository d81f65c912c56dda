namespace MailFactory.Testing.Distros;

/// <summary>An install ISO and how to prove it.</summary>
public sealed record IsoMedium
{
    /// <summary>The URL of the directory that holds ISO, checksum manifest and signature; ends with a slash.</summary>
    public required Uri Directory { get; init; }

    /// <summary>A regular expression for the file name; the highest version wins when the manifest lists several.</summary>
    public required string FileNamePattern { get; init; }

    /// <summary>The checksum manifest, such as <c>SHA256SUMS</c>.</summary>
    public required string Manifest { get; init; }

    /// <summary>The manifest's detached signature, such as <c>SHA256SUMS.sign</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The installed keyring that holds the vendor's keys; the first file that exists is used.</summary>
    public required IReadOnlyList<string> Keyrings { get; init; }

    /// <summary>Fingerprints of primary keys that may sign, 40 hexadecimal digits each.</summary>
    public required IReadOnlyList<string> Fingerprints { get; init; }

    /// <summary>The kernel inside the ISO.</summary>
    public required string KernelPath { get; init; }

    /// <summary>The initrd inside the ISO.</summary>
    public required string InitrdPath { get; init; }
}
