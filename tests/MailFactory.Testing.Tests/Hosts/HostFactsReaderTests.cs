using MailFactory.Testing.Hosts;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class HostFactsReaderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Available_memory_is_what_the_kernel_says()
    {
        Write("proc/meminfo", "MemTotal:       8000000 kB\nMemAvailable:   4194304 kB\n");
        Assert.Equal(4096, Reader.AvailableMemoryMiB());
    }

    [Fact]
    public void A_control_group_with_less_left_decides()
    {
        Write("proc/meminfo", "MemAvailable:   4194304 kB\n");
        Write("sys/fs/cgroup/memory.max", $"{2048L << 20}\n");
        Write("sys/fs/cgroup/memory.current", $"{548L << 20}\n");
        Assert.Equal(1500, Reader.AvailableMemoryMiB());
    }

    [Fact]
    public void Old_file_pages_of_a_control_group_are_as_good_as_free()
    {
        Write("sys/fs/cgroup/memory.max", $"{2048L << 20}\n");
        Write("sys/fs/cgroup/memory.current", $"{2000L << 20}\n");
        Write("sys/fs/cgroup/memory.stat", $"anon 1\ninactive_file {1000L << 20}\nactive_file 7\n");
        Assert.Equal(1048, Reader.AvailableMemoryMiB());
    }

    [Theory]
    [InlineData("3.25 2.00 1.00 2/500 12345\n", 3.25)]
    [InlineData("", null)]
    public void The_load_of_the_last_minute_is_read(string text, double? expected)
    {
        Write("proc/loadavg", text);
        Assert.Equal(expected, Reader.LoadAverage());
    }

    [Fact]
    public void A_control_group_without_limit_decides_nothing()
    {
        Write("proc/meminfo", "MemAvailable:   4194304 kB\n");
        Write("sys/fs/cgroup/memory.max", "max\n");
        Assert.Equal(4096, Reader.AvailableMemoryMiB());
    }

    [Theory]
    [InlineData("Max open files            1024                 524288               files     \n", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     \n", null)]
    public void The_soft_limit_of_open_files_is_read(string line, long? expected)
    {
        Write("proc/self/limits", $"Limit                     Soft Limit           Hard Limit           Units     \n{line}");
        Assert.Equal(expected, Reader.OpenFileLimit());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_host_that_tells_nothing_gives_unknowns_instead_of_errors()
    {
        var missing = FakePackageManager.Tool(_root.PathOf("nowhere"));
        var facts = await Reader.ReadAsync([missing], _root.PathOf("not", "yet", "made"), TestContext.Current.CancellationToken);
        Assert.Equal([new ToolFact(missing, null, null)], facts.Tools);
        Assert.Equal((null, null, KvmDevice.Missing), (facts.AvailableMemoryMiB, facts.OpenFileLimit, facts.Kvm));
        Assert.NotNull(facts.FreeDiskGiB);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_programs_version_is_its_first_line_with_a_number()
    {
        var script = _root.PathOf("tool");
        ShellScript.Write(script, "echo 'A fine tool'\necho 'tool 1.2.3'\n");
        var tool = FakePackageManager.Tool(script) with { VersionArguments = ["--version"] };
        var facts = await Reader.ReadAsync([tool], _root.Path, TestContext.Current.CancellationToken);
        Assert.Equal("tool 1.2.3", facts.Tools[0].Version);
    }

    private HostFactsReader Reader => new(_root.Path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.PathOf(path))!);
        File.WriteAllText(_root.PathOf(path), text);
    }
}
