using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;

namespace MailFactory.Benchmarks.Contests;

/// <summary>
/// An installed disk compressed for the archive: a file system of this host's own programs and documents, on a qcow2 image. Against the old
/// way, and against what else is at hand. Only what qemu-img writes can be the base of an overlay without being unpacked.
/// </summary>
internal static class Archive
{
    private const double AimAgainstTar = 0.1;
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(20);

    /// <summary>Makes a disk in a folder, of about as many megabytes as an installed system has.</summary>
    public static async Task<string> MakeDiskAsync(string folder, CancellationToken cancellationToken)
    {
        var (raw, disk) = (Path.Combine(folder, "disk.raw"), Path.Combine(folder, "disk.qcow2"));
        await RunAsync(Command("truncate", "-s", "8G", raw), cancellationToken);
        await RunAsync(Command("mke2fs", "-q", "-t", "ext4", "-d", "/usr/lib/x86_64-linux-gnu", raw), cancellationToken);
        await RunAsync(Command("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw, disk), cancellationToken);
        File.Delete(raw);
        return disk;
    }

    /// <summary>Time; the sizes are compared by <see cref="Sizes"/>, from what the last round left.</summary>
    public static Contest Of(string disk, string folder) =>
        new()
        {
            Id = "archive",
            Title = $"a disk of {new FileInfo(disk).Length / 1e6:0} MB compressed",
            Ours = Contestant.Of(
                "ours (qcow2, zstd)",
                async token =>
                {
                    File.Delete(Path.Combine(folder, "ours"));
                    await new DiskImage(disk).CompressAsync(Path.Combine(folder, "ours"), token);
                }
            ),
            Others =
            [
                (Contestant.Of("tar -czf", Command("tar", "-czf", Path.Combine(folder, "tar"), "-C", folder, "disk.qcow2")), AimAgainstTar),
                (
                    Contestant.Of(
                        "qemu-img convert -c",
                        Command("qemu-img", "convert", "-c", "-f", "qcow2", "-O", "qcow2", disk, Path.Combine(folder, "convert"))
                    ),
                    AimAgainstTar
                ),
                (Contestant.Of("zstd -3 -T0", Command("zstd", "-3", "-T0", "-q", "-f", "-o", Path.Combine(folder, "zstd"), disk)), null),
            ],
            Rounds = 3,
        };

    /// <summary>Our size against the others'.</summary>
    public static IReadOnlyList<Ratio> Sizes(string folder) =>
        [
            .. new[] { ("tar", "tar -czf", (double?)1), ("convert", "qemu-img convert -c", null), ("zstd", "zstd -3 -T0", null) }.Select(
                other =>
                    Ratio.Of("archive, size", "ours (qcow2, zstd)", other.Item2, [Size("ours", folder)], [Size(other.Item1, folder)]) with
                    {
                        Unit = "MB",
                        Aim = other.Item3,
                    }
            ),
        ];

    private static ToolCommand Command(string program, params string[] arguments) =>
        ToolCommand.Create(program, arguments) with
        {
            Timeout = _limit,
        };

    private static async Task RunAsync(ToolCommand command, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(command, cancellationToken)).EnsureSuccess();

    private static double Size(string name, string folder) => new FileInfo(Path.Combine(folder, name)).Length / 1e6;
}
