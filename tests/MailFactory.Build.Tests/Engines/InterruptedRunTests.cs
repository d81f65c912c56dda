namespace MailFactory.Build.Tests.Engines;

/// <summary>
/// A run of the matrix that is asked to end: it ends with 4, is reported once if it had begun, and leaves nothing running. NUKE's own
/// engine handles Ctrl-C on a thread of its own while the run still unwinds.
/// </summary>
[Collection(EngineTrees.Name)]
public sealed class InterruptedRunTests(EngineTree tree) : IAsyncDisposable
{
    private const int Cancelled = 4;
    private const int Infrastructure = 2;

    private readonly HeldRun _run = new();

    public static TheoryData<string, string> EnginesAndSignals =>
        [.. from engine in EngineTree.Engines from signal in new[] { "INT", "TERM" } select (engine, signal)];

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(EnginesAndSignals))]
    public async Task Before_the_run_has_started(string engine, string signal)
    {
        var build = await _run.StartBeforeTheRunAsync(tree, engine);
        await build.SignalAsync(signal);
        await AssertEndedAsync(build, reports: 0, Cancelled);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(EnginesAndSignals))]
    public async Task During_a_stage(string engine, string signal)
    {
        var build = await _run.StartAsync(tree, engine);
        await build.SignalAsync(signal);
        await AssertEndedAsync(build, reports: 1, Cancelled);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(EnginesAndSignals))]
    public async Task Twice_in_a_row(string engine, string signal)
    {
        var build = await _run.StartAsync(tree, engine);
        await build.SignalAsync(signal);
        await build.SignalAsync(signal);
        await AssertEndedAsync(build, reports: 1, Cancelled);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(EnginesAndSignals))]
    public async Task While_reporting(string engine, string signal)
    {
        var build = await _run.StartAsync(tree, engine);
        _run.LetGo();
        await build.WhenAsync("the report is written", () => _run.Reports.Any());
        await build.SignalAsync(signal);
        await AssertEndedAsync(build, reports: 1, Cancelled);
    }

    /// <summary>The signal may come too late to change anything; it must not make a second report, or spoil the first.</summary>
    [Theory(Timeout = 300_000)]
    [MemberData(nameof(EnginesAndSignals))]
    public async Task After_the_report(string engine, string signal)
    {
        var build = await _run.StartAsync(tree, engine);
        _run.LetGo();
        await build.WhenAsync("the result is told", () => build.Said.Contains("\nresult: ", StringComparison.Ordinal));
        await build.SignalAsync(signal);
        await AssertEndedAsync(build, reports: 1, Cancelled, Infrastructure);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("Embedded")]
    [InlineData("Package")]
    public async Task Without_a_signal_the_same_run_ends_with_its_own_failure(string engine)
    {
        var build = await _run.StartAsync(tree, engine);
        _run.LetGo();
        await AssertEndedAsync(build, reports: 1, Infrastructure);
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private async Task AssertEndedAsync(RunningBuild build, int reports, params int[] exitCodes)
    {
        var exitCode = await build.WhenOverAsync();
        Assert.True(exitCodes.Contains(exitCode), $"exit code {exitCode}:\n{build.Said}");
        Assert.Equal(reports, build.Said.Split("\nresult: ").Length - 1);
        Assert.Equal(reports, _run.Reports.Count(file => file.EndsWith(".json", StringComparison.Ordinal)));
        Assert.DoesNotContain("IOException", build.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_run.Work, "*.tmp", SearchOption.AllDirectories));
        Assert.Empty(await _run.ProcessesAsync());
        Assert.Empty(await tree.ChangesAsync());
    }
}
