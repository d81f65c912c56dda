namespace MailFactory.Build.Tests.Engines;

/// <summary>
/// The stand-in does what was measured of NUKE 10.1.0 itself, so that the tests of this project's build on it can fail: here is a build
/// that guards against nothing of it.
/// </summary>
public sealed class StandInTests(StandInBuild build) : IClassFixture<StandInBuild>
{
    private const string DefaultRan = "compiled";

    [Theory(Timeout = 600_000)]
    [InlineData("--help Compile", 0, DefaultRan)]
    [InlineData("--package a.zip Completely", 0, DefaultRan)]
    [InlineData("--package=a.zip", 0, DefaultRan)]
    [InlineData("--unheard-of", 0, DefaultRan)]
    [InlineData("--json", 0, DefaultRan)]
    [InlineData("--plan-format text", 0, DefaultRan)]
    [InlineData("--continue maybe", 0, "Could not inject value for Build.Continue")]
    [InlineData("Nowhere", 255, "Target with name 'Nowhere' does not exist")]
    [InlineData("--verbosity foo", 134, "")]
    [InlineData("--host nowhere", 134, "")]
    [InlineData("--help", 0, "Compiles everything")]
    public async Task Command_lines_are_misread_as_NUKE_misreads_them(string line, int exitCode, string said)
    {
        var run = await build.RunAsync("./build.sh", line.Split(' '));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(said, run.StandardOutput, StringComparison.Ordinal);
        var runs = said == DefaultRan || said.StartsWith("Could", StringComparison.Ordinal);
        Assert.Equal(runs, run.StandardOutput.Contains(DefaultRan, StringComparison.Ordinal));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_second_build_fails_while_the_first_one_has_the_log()
    {
        var result = await build.RunAsync(
            "bash",
            "-c",
            """
            rm -f waiting
            ./build.sh Wait >/dev/null 2>&1 &
            while [ ! -e waiting ]; do sleep 0.05; done
            ./build.sh Compile; echo "code $?"
            rm .nuke/temp/build.log
            ./build.sh Compile; echo "code $?"
            kill -KILL $!
            """
        );
        Assert.Matches(@"(?s)being used by another process.*code 255\n.*compiled.*code 0\n", result.StandardOutput);
    }

    [Fact(Timeout = 600_000)]
    public async Task Telemetry_fails_at_length_unless_it_is_turned_off()
    {
        const string direct = "dotnet build/bin/Package/Debug/_build.dll Compile";
        var loud = await build.RunAsync("bash", "-c", $"unset NUKE_TELEMETRY_OPTOUT; {direct}");
        Assert.Contains("Telemetry v1", loud.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("TypeInitializationException", loud.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("Telemetry", (await build.RunAsync("./build.sh", "Compile")).StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_schema_is_written_at_each_start_in_a_form_of_its_own()
    {
        var file = Path.Combine(build.Root, ".nuke", "build.schema.json");
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        await build.RunAsync("./build.sh", "--help");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.EndsWith("}", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task After_a_SIGINT_the_handler_runs_the_assured_targets_and_the_end_while_the_target_goes_on()
    {
        var result = await build.RunAsync(
            "env",
            "--default-signal",
            "/bin/bash",
            "-c",
            """
            set -m
            rm -f waiting
            ./build.sh Wait Tidy > said 2>&1 &
            while [ ! -e waiting ]; do sleep 0.05; done
            kill -INT $!
            wait $!
            echo "code $?"
            cat said
            """
        );
        Assert.Matches(@"(?s)code 130\n.*tidied up.*Aborted.*build finished", result.StandardOutput);
    }
}
