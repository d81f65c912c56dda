using System.Globalization;

namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>The first line of <c>/proc/stat</c>: what all CPUs did since boot, in clock ticks (proc(5)).</summary>
/// <param name="Idle">Idle and waiting for disks.</param>
/// <param name="Total">Everything.</param>
internal readonly record struct CpuTimes(long Idle, long Total)
{
    /// <summary>Parses the file; null when it is not understood.</summary>
    public static CpuTimes? Parse(string stat)
    {
        var line = stat.Split('\n')[0];
        if (!line.StartsWith("cpu ", StringComparison.Ordinal))
        {
            return null;
        }

        // Guest time, the ninth and tenth number, is part of user time already.
        var numbers = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Take(8)
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        return new CpuTimes(numbers[3] + numbers[4], numbers.Sum());
    }

    /// <summary>The busy share in percent since an earlier reading; null when no time has passed.</summary>
    public double? BusySince(CpuTimes before) =>
        Total > before.Total ? 100.0 * (1 - ((double)(Idle - before.Idle) / (Total - before.Total))) : null;
}
