using MailFactory.Testing.Qemu.Accelerators;

namespace MailFactory.Testing.Tests.Qemu.Accelerators;

public sealed class CpuLevelTests
{
    private const string First = "fpu tsc cx8 cmov mmx fxsr sse sse2 syscall lm";
    private const string Second = $"{First} pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm";

    [Theory]
    [InlineData("flags\t\t: fpu mmx sse sse2", 0)]
    [InlineData($"model name\t: x\nflags\t\t: {First}\nbugs\t: y", 1)]
    [InlineData($"flags\t\t: {Second}", 2)]
    [InlineData($"flags\t\t: {Second} abm avx avx2 bmi1 bmi2 f16c fma movbe xsave", 3)]
    [InlineData("flags\t\t: avx512f avx512bw avx512cd avx512dq avx512vl", 0)]
    [InlineData("", 0)]
    public void A_processor_has_the_highest_level_whose_flags_and_all_below_it_has(string cpuInfo, int level) =>
        Assert.Equal(level, CpuLevel.Of(cpuInfo));
}
