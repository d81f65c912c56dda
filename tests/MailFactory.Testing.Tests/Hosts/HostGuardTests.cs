using MailFactory.Testing.Hosts;
using MailFactory.Testing.Runs;
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
    public void A_loaded_host_or_one_with_less_than_the_machine_needs_is_too_busy(double load, int freeMiB, int diskGiB, bool expected) =>
        Assert.Equal(expected, Guard(load, freeMiB).IsTooBusyFor(Machine(diskGiB)));

    [Fact]
    public void Memory_that_the_user_has_named_is_not_measured_again()
    {
        var guard = Guard(load: 1, freeMiB: 1999, guardsMemory: false);
        Assert.False(guard.IsTooBusyFor(Machine(diskGiB: 1)));
        Assert.Null(guard.Missing(Machine(diskGiB: 1)));
        Assert.True(guard.IsTooBusyFor(Machine(int.MaxValue)));
    }

    [Fact]
    public void What_is_missing_is_said_with_the_numbers()
    {
        var guard = Guard(load: 17, freeMiB: 1999);
        Assert.Contains(
            "needs 2000 MiB of memory, the host has 1999 MiB available: 1 MiB",
            guard.Missing(Machine(diskGiB: 1)),
            StringComparison.Ordinal
        );
        Assert.Contains("GiB are missing; Clean shows what can be freed", guard.Missing(Machine(int.MaxValue)), StringComparison.Ordinal);
        Assert.Null(guard.Missing(Machine(int.MaxValue) with { Id = new ItemId("a", Stage.Download) }));
    }

    [Fact]
    public void A_host_that_tells_nothing_is_not_too_busy() =>
        Assert.False(
            new HostGuard(Work.Host, new HostFactsReader(_root.Path), _root.Path, guardsMemory: true).IsTooBusyFor(Work.Machine("a", 1, 50))
        );

    private static WorkItem Machine(int diskGiB) =>
        Work.Machine("a", 1) with
        {
            Needs = new Resources
            {
                MemoryMiB = 2000,
                DiskGiB = diskGiB,
                Machines = 1,
            },
        };

    private HostGuard Guard(double load, int freeMiB, bool guardsMemory = true)
    {
        Directory.CreateDirectory(_root.PathOf("proc"));
        File.WriteAllText(_root.PathOf("proc", "loadavg"), $"{load} 0.1 0.1 1/100 1\n");
        File.WriteAllText(_root.PathOf("proc", "meminfo"), $"MemAvailable: {freeMiB * 1024} kB\n");
        return new HostGuard(Work.Host with { Cpus = 8 }, new HostFactsReader(_root.Path), _root.Path, guardsMemory);
    }
}
