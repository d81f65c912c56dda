using MailFactory.Build.Tests.Engines;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Workflows;

/// <summary>The real build in a job of GitHub Actions, with a guest that prints workflow commands.</summary>
[Collection(EngineTrees.Name)]
public sealed class WorkflowCommandTests : IDisposable
{
    private const string Hostile =
        "::error::from a guest\n  ::set-env name=PATH::/tmp\nWelcome ##[error]inside\n::stop-commands::mine\n\u001b[2J\u202eplain\n";

    private readonly TemporaryFolder _folder = new();

    private readonly EngineTree _tree;

    public WorkflowCommandTests(EngineTree tree)
    {
        _tree = tree;
        Directory.CreateDirectory(_folder.PathOf("vms", "debian-13"));
        File.WriteAllText(_folder.PathOf("vms", "debian-13", "serial.log"), Hostile);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("Embedded")]
    [InlineData("Package")]
    public async Task No_text_of_a_guest_is_a_command_and_the_build_s_own_are(string engine)
    {
        var shown = await RunAsync(engine, "vm_serial_debian-13");
        Assert.Contains("plain\n", shown.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', shown.StandardOutput);
        Assert.DoesNotContain("\u001b[2J", shown.StandardOutput, StringComparison.Ordinal);
        var log = RunnerLog.Of(shown.StandardOutput);
        Assert.All(log.Obeyed, command => Assert.Matches("^(end)?group: ", command));
        Assert.Contains("group: Logs", log.Obeyed);
        Assert.False(log.IsStopped);

        var failed = RunnerLog.Of((await RunAsync(engine, "::warning::no such log\n::notice::x")).StandardOutput);
        Assert.Contains(failed.Obeyed, command => command.StartsWith("error: ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            failed.Obeyed,
            command => command.StartsWith("notice", StringComparison.Ordinal) || command.StartsWith("warning", StringComparison.Ordinal)
        );
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> RunAsync(string engine, string process)
    {
        var command = ToolCommand.Create(
            "dotnet",
            _tree.BuildOf(engine),
            "--root",
            _tree.Root,
            "Logs",
            "--process",
            process,
            "--work-directory",
            _folder.Path
        ) with
        {
            WorkingDirectory = _tree.Root,
            // As build.sh starts it.
            Environment = new Dictionary<string, string?>
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_STEP_SUMMARY"] = null,
                ["NUKE_TELEMETRY_OPTOUT"] = "1",
            },
        };
        return ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
    }
}
