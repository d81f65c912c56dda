using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>A run looked at and ended from other processes: the real build, detached, with a replay in place of QEMU.</summary>
public sealed class ReplayOperationTests : IDisposable
{
    private const string Install = "vm_install_debian-13";
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DistroCatalog Catalog { get; } = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    private WorkLayout Layout => new(_host.Work);

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Kill_ends_one_install_and_the_other_distro_goes_on()
    {
        var key = await TestKey.CreateAsync(_host.PathOf("gpg"), Cancellation);
        using var hosts = new VendorHosts(_host.PathOf(), key);
        foreach (var distro in Catalog.Select(["debian-12", "debian-13"]))
        {
            await hosts.PublishAsync(distro, _host.Entry(distro.Id), Cancellation);
            _host.ScriptInstall(distro, "debian-13-netboot", new JsonObject { ["seconds"] = distro.Id == "debian-13" ? 240 : 1 });
        }

        await DetachAsync("--distro", "debian-12", "debian-13", "--host-memory", "40000", "--host-cpus", "16", "--max-parallel", "2");
        await WhenAsync("the install runs", state => state.Item("debian-13", Stage.Install) is { Status: ItemStatus.Running });
        await WhenLeasedAsync();
        var unknown = await _host.RunAsync(["Kill", "--process", "vm_install_debian-99"], Cancellation);
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains(Install, unknown.StandardOutput, StringComparison.Ordinal);

        var kill = await _host.RunAsync(["Kill", "--process", Install], Cancellation);
        Assert.Contains($"{Install}: ended by Kill", kill.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, kill.ExitCode);
        var state = await WhenAsync("the run has ended", state => state.Ended is not null);
        Assert.Equal(Verdict.Passed, state.Item("debian-12", Stage.Install)!.Verdict);
        Assert.Equal(FailureClass.Cancelled, state.Result);
        Assert.Empty(Directory.EnumerateFiles(Layout.Leases));
        Assert.Equal(Json(state), Json(RunState.Of(JournalContent.Read(Layout.Journal).Entries)));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_detached_build_is_told_about_as_json_and_followed_and_stopped()
    {
        await DetachDebianAsync(seconds: 240);
        await WhenLeasedAsync();
        var again = await _host.RunAsync(["MonitorInstalls", "--distro", "debian-13", "--detach"], Cancellation);
        Assert.Equal(3, again.ExitCode);

        var status = await _host.RunAsync(["Status", "--show", "vms", "--format", "json"], Cancellation);
        var text = status.StandardOutput;
        var json = JsonElement.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..(text.LastIndexOf('}') + 1)]);
        Assert.True(json.GetProperty("isRunning").GetBoolean());
        Assert.Equal(Install, json.GetProperty("vms")[0].GetProperty("name").GetString());

        var following = _host.RunAsync(["Logs", "--process", Install, "--follow"], Cancellation);
        var stop = await _host.RunAsync(["Stop"], Cancellation);
        Assert.Contains("stopped", stop.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("cancelled", (await following).StandardOutput, StringComparison.Ordinal);
        await AssertNothingIsLeftAsync();
        Assert.Contains("nothing is running", (await _host.RunAsync(["Stop"], Cancellation)).StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_build_that_does_not_comply_is_stopped_by_force_and_its_machines_with_it()
    {
        await DetachDebianAsync(seconds: 240);
        await WhenLeasedAsync();
        var owner = (await ReadAsync()).Owner!;
        (await ToolRunner.RunAsync(ToolCommand.Create("kill", "-STOP", $"{owner.Pid}"), Cancellation)).EnsureSuccess();
        var stop = await _host.RunAsync(["Stop"], Cancellation);
        Assert.Contains("stopped by force", stop.StandardOutput, StringComparison.Ordinal);
        Assert.Contains($"ended {Install}", stop.StandardOutput, StringComparison.Ordinal);
        await AssertNothingIsLeftAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task Watch_gives_the_terminal_back_and_ends_with_the_run()
    {
        Tools.Require("script");
        await DetachDebianAsync(seconds: 8);
        var watch = await WatchInTerminalAsync();
        var enter = watch.IndexOf("\u001b[?1049h", StringComparison.Ordinal);
        var leave = watch.IndexOf("\u001b[?1049l", StringComparison.Ordinal);
        Assert.True(enter >= 0 && leave > enter, watch);
        Assert.Contains("debian-13", watch[enter..leave], StringComparison.Ordinal);
        Assert.Contains("passed (exit code 0)", watch[leave..], StringComparison.Ordinal);

        var pipe = await _host.RunAsync(["Watch"], Cancellation);
        Assert.Contains("debian-13 Install: passed in", pipe.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', pipe.StandardOutput);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("--distro", "debian-99")]
    [InlineData("--timeout-scale", "-1")]
    public async Task Wrong_options_are_refused_before_anything_is_detached(string option, string value)
    {
        var result = await _host.RunAsync(["MonitorInstalls", option, value, "--detach"], Cancellation);
        Assert.Equal(3, result.ExitCode);
        Assert.False(File.Exists(Path.Combine(Layout.Logs, "detached.json")));
    }

    private async Task DetachDebianAsync(double seconds)
    {
        var distro = Catalog.Select(["debian-13"])[0];
        _host.ScriptInstall(distro, "debian-13-netboot", new JsonObject { ["seconds"] = seconds });
        var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation);
        await DetachAsync("--distro", distro.Id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation));
    }

    private async Task DetachAsync(params string[] arguments)
    {
        var result = await _host.RunAsync(["MonitorInstalls", "Report", .. arguments, "--detach"], Cancellation);
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
        Assert.Contains("detached: pid", result.StandardOutput, StringComparison.Ordinal);
    }

    private async Task<string> WatchInTerminalAsync()
    {
        var command = ToolCommand.Create("script", "-qec", $"stty cols 80 rows 24; exec {_host.CommandLine(["Watch"])}", "/dev/null") with
        {
            Timeout = TimeSpan.FromMinutes(4),
            Environment = new Dictionary<string, string?> { ["TERM"] = "xterm" },
        };
        return (await ToolRunner.RunAsync(command, Cancellation)).StandardOutput;
    }

    private async Task WhenLeasedAsync()
    {
        var leases = new LeaseRegistry(Layout.Leases, TimeProvider.System);
        await Wait.UntilAsync(
            "the machine is up",
            async token => (await leases.ListAsync(token)).Any(lease => lease.Name == Install),
            TimeSpan.FromMinutes(2),
            TimeSpan.FromMilliseconds(100),
            TimeProvider.System,
            Cancellation
        );
    }

    private async Task<RunState> WhenAsync(string what, Func<RunState, bool> condition)
    {
        await Wait.UntilAsync(
            what,
            async _ => condition(await ReadAsync()),
            TimeSpan.FromMinutes(3),
            TimeSpan.FromMilliseconds(100),
            TimeProvider.System,
            Cancellation
        );
        return await ReadAsync();
    }

    private async Task<RunState> ReadAsync() => (await StatusFile.ReadAsync(Layout, Cancellation)).Status.State;

    private async Task AssertNothingIsLeftAsync()
    {
        var state = await ReadAsync();
        Assert.Equal(FailureClass.Cancelled, state.Result);
        Assert.False(state.Owner!.IsRunning);
        Assert.Empty(Directory.EnumerateFiles(Layout.Leases));
    }

    private static string Json(RunState state) => (RunStatus.None with { State = state }).ToJson();
}
