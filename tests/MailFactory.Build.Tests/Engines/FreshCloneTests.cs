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
            StringComparison.Ordinal
        );
        Assert.Contains("NUKE Execution Engine version 10.1.0", tree.First.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, tree.First.ExitCode);
        Assert.DoesNotContain("Telemetry", tree.First.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(await tree.ChangesAsync());
    }

    [Fact(Timeout = 1_200_000)]
    public async Task Going_from_engine_to_engine_compiles_each_once_and_leaves_the_tree_clean()
    {
        Assert.EndsWith(
            "compiling the build, engine Embedded (NUKE_ENGINE says so)\n",
            tree.Second.StandardError,
            StringComparison.Ordinal
        );
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
        await using var run = new HeldRun();
        var build = await run.StartAsync(tree, engine);
        var watching = tree.RunAsync(engine, "Watch", "--work-directory", run.Work);
        (string[] Command, int ExitCode, string Sentence)[] others =
        [
            (["Status"], 0, "debian-13"),
            (["Logs"], 0, "accelerator"),
            (["ListIsos"], 0, "debian-13"),
            (["ListVms"], 0, "ListVms"),
            (["Kill", "--process", "vm_install_debian-99"], 3, "vm_install_debian-99"),
            (HeldRun.Arguments("debian-12"), 3, "the build of process"),
        ];
        foreach (var (command, exitCode, sentence) in others)
        {
            var other = await tree.RunAsync(engine, [.. command, "--work-directory", run.Work]);
            Assert.True(
                other.ExitCode == exitCode,
                $"{command[0]}: exit code {other.ExitCode}\n{other.StandardOutput}{other.StandardError}"
            );
            Assert.Contains(sentence, other.StandardOutput + other.StandardError, StringComparison.Ordinal);
        }

        Assert.False(watching.IsCompleted);
        var stop = await tree.RunAsync(engine, "Stop", "--work-directory", run.Work);
        Assert.Contains("stopped", stop.StandardOutput, StringComparison.Ordinal);
        Assert.Equal((0, 4), (stop.ExitCode, await build.WhenOverAsync()));
        var watched = await watching;
        Assert.Contains("cancelled", watched.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, watched.ExitCode);
    }
}
