using System.Collections.Frozen;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>
/// The levels of x86-64 that distributions are compiled for, after the x86-64 psABI, section 3.1.1. QEMU's <c>-cpu max</c> has
/// level 3 under TCG; under KVM a machine has what the host's processor has.
/// </summary>
internal static class CpuLevel
{
    private static readonly FrozenSet<string>[] _flags =
    [
        FrozenSet.Create("lm", "cmov", "cx8", "fpu", "fxsr", "mmx", "sse", "sse2"),
        FrozenSet.Create("cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"),
        FrozenSet.Create("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"),
        FrozenSet.Create("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"),
    ];

    /// <summary>The level of the processor that /proc/cpuinfo describes; 0 when it is no x86-64 one.</summary>
    public static int Of(string cpuInfo)
    {
        var line = cpuInfo.Split('\n').FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) ?? string.Empty;
        var flags = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return _flags.TakeWhile(wanted => wanted.IsSubsetOf(flags)).Count();
    }
}
