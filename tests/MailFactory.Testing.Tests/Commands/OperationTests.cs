using MailFactory.Testing.Commands;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands;

public sealed class OperationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    private WorkLayout Layout => new(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[], string[]> CommandLines =>
        new()
        {
            {
                "/usr/bin/dotnet",
                ["/b/_build.dll", "All", "--detach", "--distro", "debian-13"],
                ["/b/_build.dll", "All", "--distro", "debian-13"]
            },
            { "/usr/bin/dotnet", ["/b/_build.dll", "--Detach=true", "All"], ["/b/_build.dll", "All"] },
            { "/b/_build", ["/b/_build.dll", "All", "-detach"], ["All"] },
        };

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void A_detached_build_is_called_with_the_same_arguments_but_one(string program, string[] arguments, string[] expected)
    {
        var command = DetachedBuild.Again(program, arguments);
        Assert.Equal(program, command.Program);
        Assert.Equal(expected, command.Arguments);
    }

    [Fact(Timeout = 30_000)]
    public async Task Requests_are_taken_once_and_nonsense_is_passed_over()
    {
        var requests = new KillRequests(Layout);
        Assert.Empty(requests.Take());
        await requests.AddAsync(ProcessName.Parse("vm_install_debian-13")!.Value, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Layout.Requests, "x.kill"), "rm -rf /", Cancellation);
        Assert.Equal(["vm_install_debian-13"], requests.Take().Select(name => name.ToString()));
        Assert.Empty(Directory.GetFiles(Layout.Requests));
    }

    [Fact(Timeout = 30_000)]
    public async Task Stop_says_so_when_nothing_runs()
    {
        await StopRun.RunAsync(Layout, _console, Cancellation);
        Assert.Equal("nothing is running", _console.ToString().Trim());
    }

    [Fact(Timeout = 30_000)]
    public async Task Kill_without_a_run_and_without_leftovers_says_that_there_is_nothing()
    {
        var error = await Assert.ThrowsAsync<UnknownNameException>(() =>
            KillProcess.RunAsync(Layout, "vm_install_debian-13", _console, Cancellation)
        );
        Assert.Contains("no process is running", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Kill_ends_what_a_killed_build_left_running_and_nothing_of_a_living_one()
    {
        var leases = new LeaseRegistry(Layout.Leases, TimeProvider.System);
        await using var child = await ChildProcess.StartAsync(
            ToolCommand.Create("sleep", "600"),
            "vm_install_debian-13",
            ProcessKind.Machine,
            _folder.PathOf("sleep.log"),
            leases,
            scratchFolder: null,
            TimeProvider.System,
            Cancellation
        );
        await KillProcess.RunAsync(Layout, "vm_install", _console, Cancellation);
        Assert.Contains("which still runs", _console.ToString(), StringComparison.Ordinal);
        Assert.True(child.Identity.IsRunning);

        var lease = Assert.Single(Directory.GetFiles(Layout.Leases));
        var owner = $"\"Pid\": {ProcessIdentity.Current.Pid},";
        await File.WriteAllTextAsync(
            lease,
            (await File.ReadAllTextAsync(lease, Cancellation)).Replace(owner, $"\"Pid\": {int.MaxValue},", StringComparison.Ordinal),
            Cancellation
        );
        await KillProcess.RunAsync(Layout, "vm_install_debian-13", _console, Cancellation);
        Assert.Contains(": ended", _console.ToString(), StringComparison.Ordinal);
        Assert.False(child.Identity.IsRunning);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_asks_no_process_that_a_forged_record_names()
    {
        using var stranger = System.Diagnostics.Process.Start("sleep", ["600"]);
        try
        {
            var process = ProcessIdentity.Of(stranger.Id)!;
            Directory.CreateDirectory(Layout.Logs);
            foreach (
                var record in (string[])
                    [
                        $$"""{"Process":{"Pid":{{process.Pid}},"Started":"{{process.Started}}"},"Nonce":"guess"}""",
                        $$"""{"Pid":{{process.Pid}},"Started":"{{process.Started}}"}""",
                        "null",
                        "[]",
                        "{",
                    ]
            )
            {
                await File.WriteAllTextAsync(Path.Combine(Layout.Logs, "detached.json"), record, Cancellation);
                await StopRun.RunAsync(Layout, _console, Cancellation);
                Assert.False(DetachedBuild.IsUp(Layout));
                Assert.True(process.IsRunning);
            }
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_FIFO_in_our_folders_holds_nobody_up()
    {
        foreach (
            var file in (string[])
                [
                    Path.Combine(Layout.Logs, "detached.json"),
                    Path.Combine(Layout.Logs, "run.json"),
                    Layout.Status,
                    Layout.Journal,
                    Path.Combine(Layout.Leases, "x.json"),
                    Path.Combine(Layout.Requests, "x.kill"),
                ]
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Files.OwnFileTests.MakeFifo(file);
        }

        await Task.Run(
                async () =>
                {
                    Assert.False(DetachedBuild.IsUp(Layout));
                    Assert.Empty(new KillRequests(Layout).Take());
                    Assert.Empty(await new LeaseRegistry(Layout.Leases, TimeProvider.System).ListAsync(Cancellation));
                    await RunReading.ReadAsync(Layout, Cancellation);
                    await WorkDirectoryLock.HolderAsync(Layout, Cancellation);
                },
                Cancellation
            )
            .WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_detached_process_leads_a_session_of_its_own_and_writes_to_its_log()
    {
        var log = _folder.PathOf("logs", "detached.log");
        var process = DetachedProcess.Start(ToolCommand.Create("sh", "-c", "ps -o sid= -p $$; exec sleep 600"), log, "a-word");
        try
        {
            while (!File.Exists(log) || (await File.ReadAllTextAsync(log, Cancellation)).Length == 0)
            {
                await Task.Delay(20, Cancellation);
            }

            Assert.Equal($"{process.Pid}", (await File.ReadAllTextAsync(log, Cancellation)).Trim());
            Assert.True(process.Carries("a-word"));
            Assert.False(process.Carries("a-wor"));
            Assert.False(process.Carries(string.Empty));
        }
        finally
        {
            process.Signal(PosixSignalNumber.Kill);
        }
    }
}
