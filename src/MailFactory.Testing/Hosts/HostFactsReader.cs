using System.Globalization;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Hosts;

/// <summary>Reads the facts off a Linux host; nothing is changed.</summary>
/// <param name="root">Where /proc, /sys and /dev are; <c>/</c> but for tests.</param>
internal sealed class HostFactsReader(string root = "/")
{
    /// <summary>Reads all facts but the accelerator and the mirror, which others find out.</summary>
    public async Task<HostFacts> ReadAsync(IEnumerable<HostTool> tools, string workDirectory, CancellationToken cancellationToken)
    {
        var found = new List<ToolFact>();
        foreach (var tool in tools)
        {
            var path = tool.AnyOf.Select(HostSetup.FindOnHost).FirstOrDefault(file => file is not null);
            found.Add(new ToolFact(tool, path, await VersionAsync(tool, path, cancellationToken).ConfigureAwait(false)));
        }

        return new HostFacts
        {
            Tools = found,
            Kvm = Kvm(),
            Cpus = Environment.ProcessorCount,
            AvailableMemoryMiB = AvailableMemoryMiB(),
            WorkDirectory = workDirectory,
            FreeDiskGiB = FreeDiskGiB(workDirectory),
            OpenFileLimit = OpenFileLimit(),
            IsRoot = Environment.IsPrivilegedProcess,
        };
    }

    /// <summary>
    /// Memory for new processes in MiB: what the kernel holds available, or what the control group has left where that is less,
    /// as in containers.
    /// </summary>
    public long? AvailableMemoryMiB()
    {
        var kernel = Lines("proc/meminfo")
            .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
            .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024)
            .FirstOrDefault();
        var limit = Number(Lines("sys/fs/cgroup/memory.max").FirstOrDefault());
        var used = Number(Lines("sys/fs/cgroup/memory.current").FirstOrDefault()) ?? 0;
        // The kernel gives old file pages back before it refuses memory; docker stats leaves them out in the same way.
        var filePages =
            Lines("sys/fs/cgroup/memory.stat")
                .Where(line => line.StartsWith("inactive_file ", StringComparison.Ordinal))
                .Select(line => Number(line.Split(' ')[1]))
                .FirstOrDefault()
            ?? 0;
        return limit is null ? kernel : Math.Min(kernel ?? long.MaxValue, (limit.Value - used + filePages) >> 20);
    }

    /// <summary>How many processes ran or waited for a CPU or a disk, averaged over the last minute; null when it cannot be read.</summary>
    public double? LoadAverage() =>
        double.TryParse(
            Lines("proc/loadavg").FirstOrDefault()?.Split(' ')[0],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var load
        )
            ? load
            : null;

    /// <summary>The most files this process may have open; null when unlimited.</summary>
    public long? OpenFileLimit() =>
        Lines("proc/self/limits")
            .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Select(line => Number(line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]))
            .FirstOrDefault();

    private static async Task<string?> VersionAsync(HostTool tool, string? path, CancellationToken cancellationToken)
    {
        if (path is null || tool.VersionArguments.Count == 0)
        {
            return null;
        }

        try
        {
            var command = ToolCommand.Create(path, tool.VersionArguments) with { Timeout = TimeSpan.FromSeconds(10) };
            var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            return $"{result.StandardOutput}\n{result.StandardError}"
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .FirstOrDefault(line => line.Any(char.IsAsciiDigit));
        }
        catch (ToolException error)
        {
            return error.Message.Split('\n')[0];
        }
    }

    /// <summary>Free space in GiB where a folder is or will be; null when it cannot be told.</summary>
    public static double? FreeDiskGiB(string directory)
    {
        var existing = Path.GetFullPath(directory);
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        try
        {
            return new DriveInfo(existing).AvailableFreeSpace / (double)(1L << 30);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private KvmDevice Kvm()
    {
        var device = Path.Combine(root, "dev/kvm");
        if (!File.Exists(device))
        {
            return KvmDevice.Missing;
        }

        try
        {
            using var handle = File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return KvmDevice.Opens;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return KvmDevice.Denied;
        }
    }

    private string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
