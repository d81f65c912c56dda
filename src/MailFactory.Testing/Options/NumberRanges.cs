using System.Globalization;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>Between which bounds the numbers of the command line make sense; NaN and the infinities are within none.</summary>
internal static class NumberRanges
{
    /// <summary>One sentence for each number out of its range.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options) =>
        Of(options)
            .Where(range => range.Value is { } value && !(value >= range.Least && value <= range.Most))
            .Select(range =>
                string.Create(CultureInfo.InvariantCulture, $"{range.Name}: {range.Value} is not between {range.Least} and {range.Most}")
            );

    // The largest timeout, two hours under an accelerator that is twelve times slower, must still fit a timer's 49 days.
    private static IEnumerable<(string Name, double? Value, double Least, double Most)> Of(RunOptions options) =>
        [
            ("--memory", options.MemoryMiB, 512, 1 << 20),
            ("--disk", options.DiskGiB, 4, 1 << 16),
            ("--cpus", options.Cpus, 1, 512),
            ("--max-parallel", options.MaxParallel, 1, 1000),
            ("--host-memory", options.HostMemoryMiB, 512, 1 << 24),
            ("--host-cpus", options.HostCpus, 1, 1 << 14),
            ("--timeout-scale", options.TimeoutScale, 0.001, 40),
            ("--rate-limit", options.RateLimitMiB, 0.001, 1_000_000),
            ("--iso-quota", options.IsoQuotaGiB, 0.001, 1_000_000),
        ];
}
