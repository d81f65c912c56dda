using MailFactory.Testing.Dashboard.Sampling;

namespace MailFactory.Testing.Tests.Dashboard.Sampling;

public sealed class SamplingTests
{
    [Fact]
    public void The_counters_of_a_process_are_read_past_a_name_with_brackets_and_spaces()
    {
        const string stat =
            "4711 (qemu (x) y) S 1 4711 4711 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 5 0 12345 1000000 550400 18446744073709551615 1 1";
        var counters = ProcessCounters.Parse(stat, "rchar: 1\nwchar: 2\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n");
        Assert.Equal(new ProcessCounters(300, 550400, 4096, 8192), counters);
    }

    [Fact]
    public void Disk_counters_that_may_not_be_read_are_unknown() =>
        Assert.Null(ProcessCounters.Parse("1 (init) S 1 1 1 0 -1 0 0 0 0 0 1 2 0 0 20 0 1 0 1 1 1 1", string.Empty).ReadBytes);

    [Fact]
    public void This_process_uses_memory_and_one_that_is_gone_is_nothing()
    {
        Assert.True(ProcessCounters.Read(Environment.ProcessId)!.ResidentPages > 0);
        Assert.Null(ProcessCounters.Read(int.MaxValue));
    }

    [Fact]
    public void The_host_is_as_busy_as_it_was_not_idle()
    {
        var before = CpuTimes.Parse("cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1\n")!.Value;
        var now = CpuTimes.Parse("cpu  150 0 125 750 175 0 0 0 0 0\n")!.Value;
        Assert.Equal(37.5, now.BusySince(before));
        Assert.Null(now.BusySince(now));
        Assert.Null(CpuTimes.Parse("intr 1 2 3"));
    }
}
