using System.Globalization;
using System.Runtime.InteropServices;

namespace MailFactory.Benchmarks.Results;

/// <summary>This machine in a line.</summary>
internal static class MachineText
{
    public static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo", cancellationToken))
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1]
            .Trim();
        var load = (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0];
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor ?? "an unknown processor"}, {Environment.ProcessorCount} cores, {memory:0} GiB, {RuntimeInformation.OSDescription}, load {load} when it began"
        );
    }
}
