using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;

namespace MailFactory.Testing.Options;

/// <summary>A disk image that a user brought, judged by its own bytes before QEMU's tools open it.</summary>
/// <param name="Path">The full path, links followed.</param>
/// <param name="Format">QEMU's name of its format: <c>qcow2</c> or <c>raw</c>.</param>
internal sealed record ImageFile(string Path, string Format)
{
    private const int BytesRead = 0x9000;
    private const int IsoAt = 0x8001;

    private static readonly (byte[] Magic, int At, string Name)[] _others =
    [
        ("KDMV"u8.ToArray(), 0, "a VMDK image; qemu-img convert -O qcow2 makes a usable one"),
        ("# Disk DescriptorFile"u8.ToArray(), 0, "the description of a VMDK image; qemu-img convert -O qcow2 makes a usable one"),
        ("vhdxfile"u8.ToArray(), 0, "a VHDX image; qemu-img convert -O qcow2 makes a usable one"),
        ("conectix"u8.ToArray(), 0, "a VHD image; qemu-img convert -O qcow2 makes a usable one"),
        ([0x7f, 0x10, 0xda, 0xbe], 0x40, "a VDI image; qemu-img convert -O qcow2 makes a usable one"),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], 0, "compressed (xz); unpack it first"),
        ([0x1f, 0x8b], 0, "compressed (gzip); unpack it first"),
        ([0x28, 0xb5, 0x2f, 0xfd], 0, "compressed (zstd); unpack it first"),
        ("BZh"u8.ToArray(), 0, "compressed (bzip2); unpack it first"),
        ("PK\x03\x04"u8.ToArray(), 0, "a ZIP archive; unpack it first"),
        ("CD001"u8.ToArray(), IsoAt, "an install medium (ISO 9660), not a disk; --iso-path takes one"),
    ];

    /// <summary>Reads the file's beginning, never more; the image, or what is wrong with it in one sentence.</summary>
    public static async Task<(ImageFile? Image, string? Fault)> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return (null, $"{path} is a folder, not a disk image");
        }

        try
        {
            var file = RegularFile.OpenTarget(path);
            await using var _ = file.ConfigureAwait(false);
            var start = new byte[BytesRead];
            var read = await file.ReadAtLeastAsync(start, BytesRead, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var header = await Qcow2Header.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            return header.IsQcow2 ? OfQcow2(path, header) : OfRaw(path, start.AsMemory(0, read));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, error.Message);
        }
    }

    /// <summary>Whether a machine has it open to write, in QEMU's words; null when none has.</summary>
    public async Task<string?> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new DiskImage(Path).InfoAsync(Format, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ToolException error)
        {
            return error.Message.Contains("lock", StringComparison.Ordinal)
                ? $"{Path} is in use: a machine writes to it; end that machine first"
                : null;
        }
    }

    private static (ImageFile? Image, string? Fault) OfQcow2(string path, Qcow2Header header) =>
        header.Shortcomings is []
            ? (new ImageFile(Target(path), "qcow2"), null)
            : (null, $"{path} is not used: {string.Join(", ", header.Shortcomings)}");

    private static (ImageFile? Image, string? Fault) OfRaw(string path, ReadOnlyMemory<byte> start)
    {
        var other = _others
            .FirstOrDefault(other =>
                start.Length >= other.At + other.Magic.Length && start.Span.Slice(other.At, other.Magic.Length).SequenceEqual(other.Magic)
            )
            .Name;
        if (other is not null)
        {
            return (null, $"{path} is {other}");
        }

        return BootSectors.Of(start.Span).IsDisk
            ? (new ImageFile(Target(path), "raw"), null)
            : (null, $"{path} is not a disk image: it is neither a qcow2 image nor begins with the boot record of a raw one");
    }

    private static string Target(string path) =>
        System.IO.Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
}
