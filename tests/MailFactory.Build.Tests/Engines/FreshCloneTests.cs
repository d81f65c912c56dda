namespace MailFactory.Build.Tests.Engines;

/// <summary>The first commands that somebody gives in a fresh clone, where the feed has NUKE.</summary>
[Collection(EngineTrees.Name)]
public sealed class FreshCloneTests(EngineTree tree)
{
    [Fact(Timeout = 1_200_000)]
    public async Task The_first_command_runs_on_NUKE_and_leaves_the_tree_clean()
    {
        await tree.RunAsync("Package", "ListIsos");
        Assert.EndsWith(
            "build.sh: compiling the build, engine Package (Nuke.Common can be restored; remembered in .nuke/temp/engine)\n",
            tree.First.StandardError,
            StringComparison.Ordinal);
        Assert.Contains("NUKE Execution Engine version 10.1.0", tree.First.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, tree.First.ExitCode);
        Assert.DoesNotContain("Telemetry", tree.First.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(await tree.ChangesAsync());
    }

    [Fact(Timeout = 1_200_000)]
    public async Task Going_from_engine_to_engine_compiles_each_once_and_leaves_the_tree_clean()
    {
        await tree.RunAsync("Embedded", "ListIsos");
        foreach (var engine in new[] { "Package", "Embedded", "Package" })
        {
            var run = await tree.RunAsync(engine, "ListIsos");
            Assert.Equal((0, string.Empty), (run.ExitCode, run.StandardError));
            Assert.Equal(engine == "Package", run.StandardOutput.Contains("NUKE Execution Engine", StringComparison.Ordinal));
            Assert.Empty(await tree.ChangesAsync());
        }
    }

    [Theory(Timeout = 1_200_000)]
    [InlineData("Package")]
    [InlineData("Embedded")]
    public async Task Other_commands_work_while_a_run_goes_on(string engine)
    {
        await tree.RunAsync(engine, "ListIsos");
        await using var silent = new SilentServer();
        var running = tree.RunAsync(engine, "CheckIsos", "--distro", "debian-13", "--mirror", silent.Url);
        await silent.WhenAskedAsync(running, TestContext.Current.CancellationToken);
        foreach (var command in new[] { "Status", "ListIsos", "ListVms", "Stop" })
        {
            var other = await tree.RunAsync(engine, command);
            Assert.True(other.ExitCode == 0, $"{command}: exit code {other.ExitCode}\n{other.StandardOutput}{other.StandardError}");
        }

        Assert.False(running.IsCompleted, "the first run is over, so nothing was tried");
        silent.HangUp();
        await running;
    }
}
