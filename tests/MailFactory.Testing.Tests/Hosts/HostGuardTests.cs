using MailFactory.Testing.Hosts;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Tests.Scheduling;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class HostGuardTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(1.0, 8000, 1, false)]
    [InlineData(17.0, 8000, 1, true)]
    [InlineData(1.0, 1999, 1, true)]
    [InlineData(1.0, 8000, int.MaxValue, true)]
    public void A_loaded_host_or_one_with_less_than_the_machine_needs_is_too_busy(double load, int freeMiB, int diskGiB, bool expected)
    {
        Directory.CreateDirectory(_root.PathOf("proc"));
        File.WriteAllText(_root.PathOf("proc", "loadavg"), $"{load} 0.1 0.1 1/100 1\n");
        File.WriteAllText(_root.PathOf("proc", "meminfo"), $"MemAvailable: {freeMiB * 1024} kB\n");
        var guard = new HostGuard(Work.Host with { Cpus = 8 }, new HostFactsReader(_root.Path), _root.Path);
        Assert.Equal(
            expected,
            guard.IsTooBusyFor(
                Work.Machine("a", 1) with
                {
                    Needs = new Resources
                    {
                        MemoryMiB = 2000,
                        DiskGiB = diskGiB,
                        Machines = 1,
                    },
                }
            )
        );
    }

    [Fact]
    public void A_host_that_tells_nothing_is_not_too_busy() =>
        Assert.False(new HostGuard(Work.Host, new HostFactsReader(_root.Path), _root.Path).IsTooBusyFor(Work.Machine("a", 1, 50)));
}
