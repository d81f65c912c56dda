using MailFactory.Testing.Hosts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Tests.Scheduling;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class HostBudgetReaderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(16384, 15360)]
    [InlineData(4096, 3584)]
    public void A_share_of_the_free_memory_stays_with_the_host(int freeMiB, int expected)
    {
        WriteMemory(freeMiB);
        var host = Read(Options);
        Assert.Equal(expected, host.MemoryMiB);
        Assert.Equal(Environment.ProcessorCount, host.Cpus);
        Assert.InRange(host.DiskGiB, 0, int.MaxValue - 1);
    }

    [Fact]
    public void The_users_figures_win()
    {
        WriteMemory(16384);
        var host = Read(Options with { HostMemoryMiB = 3000, HostCpus = 5, MaxParallel = 2 });
        Assert.Equal((3000, 5, 2), (host.MemoryMiB, host.Cpus, host.Machines));
    }

    [Theory]
    [InlineData(1, AcceleratorKind.Tcg, 2)]
    [InlineData(2, AcceleratorKind.Tcg, 2)]
    [InlineData(3, AcceleratorKind.Tcg, 3)]
    [InlineData(1, AcceleratorKind.Kvm, 2)]
    [InlineData(3, AcceleratorKind.Kvm, 4)]
    [InlineData(8, AcceleratorKind.Kvm, 12)]
    internal void A_host_gives_away_more_CPUs_than_it_has_only_where_they_wait(int cpus, AcceleratorKind accelerator, int expected) =>
        Assert.Equal(
            expected,
            (Twelve.Host with { Cpus = cpus, CpuOvercommit = HostBudgetReader.Overcommit(cpus, accelerator) }).Capacity.Cpus
        );

    private RunOptions Options => Twelve.Options with { Layout = new WorkLayout(_root.Path) };

    private HostBudget Read(RunOptions options) => HostBudgetReader.Read(options, AcceleratorKind.Tcg, new HostFactsReader(_root.Path));

    private void WriteMemory(int availableMiB)
    {
        Directory.CreateDirectory(_root.PathOf("proc"));
        File.WriteAllText(_root.PathOf("proc", "meminfo"), $"MemAvailable: {availableMiB * 1024} kB\n");
    }
}
