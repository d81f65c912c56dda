using MailFactory.Testing.Archives;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>
/// The disk that a mail server is put on and tested, always by way of an overlay, and how to log in to what starts from it.
/// </summary>
internal sealed record TestDisk
{
    /// <summary>
    /// What it is called in reports and in the record of a kept machine: an archive's file name, the full path of any other.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The file's digest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>QEMU's name of its format: <c>qcow2</c> or <c>raw</c>.</summary>
    public string Format { get; init; } = "qcow2";

    /// <summary>The size of the overlay in bytes; the disk's own when null.</summary>
    public long? Bytes { get; init; }

    /// <summary>What starts it.</summary>
    public required FirmwareKind Firmware { get; init; }

    /// <summary>The user to log in as.</summary>
    public required string User { get; init; }

    /// <summary>The private key that lets the user in.</summary>
    public required string SshKeyPath { get; init; }

    /// <summary>The SSH host key as known_hosts has it; null when it has yet to be proven.</summary>
    public string? HostKey { get; init; }

    /// <summary>The medium that cloud-init takes the user and the key from; null when the disk has them.</summary>
    public string? SeedPath { get; init; }

    /// <summary>The disc that its system gets packages from, where there is no other source.</summary>
    public CdRomDrive? PackageDisc { get; init; }

    /// <summary>What a report says of the disk, one sentence each.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Whether it came from elsewhere, so that nothing was proven of it yet.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The disk of an archive.</summary>
    public static TestDisk Of(ArchiveManifest archive, ArchiveStore store, FirmwareKind firmware) =>
        new()
        {
            Name = archive.DiskFile,
            Path = store.PathOf(archive.DiskFile),
            Sha256 = archive.DiskSha256,
            Firmware = firmware,
            User = archive.User,
            SshKeyPath = store.PathOf(archive.SshKeyFile),
            HostKey = archive.SshHostKey,
        };

    /// <summary>Creates the overlay that a machine changes in place of the disk.</summary>
    public Task<DiskImage> CreateOverlayAsync(string path, CancellationToken cancellationToken) =>
        new DiskImage(Path).CreateOverlayAsync(path, Format, Bytes, cancellationToken);
}
