namespace MailFactory.Build.Tests.Scripts;

/// <summary>A real build in a process of its own, and real signals.</summary>
[Collection(SampleBuilds.Name)]
public sealed class SignalTests(SampleBuild build)
{
    // The second signal ends the grace in which a target may end by itself.
    private const string Script = """
        rm -f waiting
        ./build.sh Wait Tidy > said 2>&1 &
        while [ ! -e waiting ]; do sleep 0.05; done
        kill -{0} $!
        sleep 0.5
        kill -{0} $!
        wait $!
        echo "code $?"
        cat said
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public async Task After_a_signal_assured_targets_run_the_table_is_shown_and_the_exit_code_is_the_signals(string signal, int exitCode)
    {
        // A shell without job control makes its background children ignore SIGINT and SIGQUIT; with it they are as from a terminal.
        // What is ignored when a shell starts stays so, as under nohup: env gives it back.
        var result = await build.RunAsync(
            "env",
            "--default-signal",
            "/bin/bash",
            "-c",
            "set -m\n" + Script.Replace("{0}", signal, StringComparison.Ordinal)
        );
        var said = result.StandardOutput.Split('\n').ToList();
        Assert.Contains($"code {exitCode}", said);
        Assert.Contains("tidied up", said);
        Assert.Contains(
            said,
            line => line.StartsWith("Wait ", StringComparison.Ordinal) && line.Contains("Aborted", StringComparison.Ordinal)
        );
        Assert.Contains(
            said,
            line => line.StartsWith("Tidy ", StringComparison.Ordinal) && line.Contains("Succeeded", StringComparison.Ordinal)
        );
        Assert.Contains("build finished", said);
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_signal_the_same_build_ends_as_it_should()
    {
        var result = await build.RunAsync("./build.sh", "Tidy");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("tidied up", result.StandardOutput, StringComparison.Ordinal);
    }
}
