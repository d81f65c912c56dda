using System.Globalization;
using System.Text.Json;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Qemu.Disks;

/// <summary>A qcow2 disk image on the host, handled by qemu-img.</summary>
/// <param name="Path">The file.</param>
internal sealed record DiskImage(string Path)
{
    private const string Program = "qemu-img";

    private static readonly TimeSpan _longWork = TimeSpan.FromMinutes(30);

    /// <summary>Creates an empty disk; an existing file is replaced.</summary>
    public static async Task<DiskImage> CreateAsync(string path, int gigabytes, CancellationToken cancellationToken)
    {
        await RunAsync(
                ["create", "-q", "-f", "qcow2", path, string.Create(CultureInfo.InvariantCulture, $"{gigabytes}G")],
                cancellationToken
            )
            .ConfigureAwait(false);
        return new DiskImage(path);
    }

    /// <summary>Creates a disk that keeps only the differences to this one, which must not change any more.</summary>
    public Task<DiskImage> CreateOverlayAsync(string path, CancellationToken cancellationToken) =>
        CreateOverlayAsync(path, [], cancellationToken);

    /// <summary>The same of a disk in another format, and of another size in bytes when one is given: larger than the disk's own.</summary>
    public Task<DiskImage> CreateOverlayAsync(string path, string format, long? bytes, CancellationToken cancellationToken) =>
        CreateOverlayAsync(
            path,
            [],
            format,
            bytes is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"{bytes}")],
            cancellationToken
        );

    /// <summary>The first bytes that a guest reads from a disk in some format, 512 at a time.</summary>
    public async Task<byte[]> ReadSectorsAsync(string format, int sectors, CancellationToken cancellationToken)
    {
        var copy = System.IO.Path.GetTempFileName();
        try
        {
            await RunAsync(
                    [
                        "dd",
                        "-f",
                        format,
                        "-O",
                        "raw",
                        "bs=512",
                        string.Create(CultureInfo.InvariantCulture, $"count={sectors}"),
                        $"if={Path}",
                        $"of={copy}",
                    ],
                    cancellationToken
                )
                .ConfigureAwait(false);
            return await File.ReadAllBytesAsync(copy, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>
    /// The same in clusters of 4 KiB, the block size of common file systems: what the guest trims is gone then, while QEMU's usual
    /// clusters of 64 KiB keep every trimmed block that shares its cluster with a used one.
    /// </summary>
    public Task<DiskImage> CreateFineOverlayAsync(string path, CancellationToken cancellationToken) =>
        CreateOverlayAsync(path, ["-o", "cluster_size=4k"], cancellationToken);

    /// <summary>Writes a compressed (zstd) copy without backing files and snapshots. The machine must be off.</summary>
    public async Task<DiskImage> CompressAsync(string path, CancellationToken cancellationToken)
    {
        await RunAsync(
                ["convert", "-q", "-f", "qcow2", "-O", "qcow2", "-c", "-o", "compression_type=zstd", "-m", "8", "-W", Path, path],
                cancellationToken
            )
            .ConfigureAwait(false);
        return new DiskImage(path);
    }

    /// <summary>Checks the image's own structure; null when it is sound, else what qemu-img found.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(Command(["check", "-f", "qcow2", Path]), cancellationToken).ConfigureAwait(false);
        return result.IsSuccess ? null : $"{result.StandardError.Trim()} {result.StandardOutput.Trim()}".Trim();
    }

    /// <summary>What qemu-img knows about the image.</summary>
    public Task<DiskImageInfo> InfoAsync(CancellationToken cancellationToken) => InfoAsync("qcow2", cancellationToken);

    /// <summary>The same of an image in another format; throws <see cref="ToolException"/> when a machine has it open to write.</summary>
    public async Task<DiskImageInfo> InfoAsync(string format, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["info", "-f", format, "--output=json", Path], cancellationToken).ConfigureAwait(false);
        return DiskImageInfo.From(JsonElement.Parse(result.StandardOutput));
    }

    private Task<DiskImage> CreateOverlayAsync(string path, string[] options, CancellationToken cancellationToken) =>
        CreateOverlayAsync(path, options, "qcow2", [], cancellationToken);

    private async Task<DiskImage> CreateOverlayAsync(
        string path,
        string[] options,
        string format,
        string[] size,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(
                ["create", "-q", "-f", "qcow2", .. options, "-F", format, "-b", System.IO.Path.GetFullPath(Path), path, .. size],
                cancellationToken
            )
            .ConfigureAwait(false);
        return new DiskImage(path);
    }

    private static async Task<ToolResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(Command(arguments), cancellationToken).ConfigureAwait(false)).EnsureSuccess();

    private static ToolCommand Command(IEnumerable<string> arguments) =>
        ToolCommand.Create(Program, arguments) with
        {
            Timeout = _longWork,
        };
}
