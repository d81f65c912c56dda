using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The scripts in the checked-in workflows are right before anybody runs them.</summary>
public sealed class ScriptSyntaxTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Steps =>
        [
            .. WorkflowText
                .CheckedIn.SelectMany(workflow => workflow.Steps.Select(step => (workflow.Name, step.Job, step.Step)))
                .Where(step => WorkflowText.Value(step.Step, "run") is not null)
                .Select(step => (step.Name, step.Job, WorkflowText.Value(step.Step, "name")!)),
        ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Steps))]
    public async Task A_script_passes_bash_and_ShellCheck(string workflow, string job, string name)
    {
        Tools.Require("bash", "shellcheck");
        var script = WorkflowText.Of(workflow).Steps.Single(step => step.Job == job && WorkflowText.Value(step.Step, "name") == name).Step;
        Assert.Equal(string.Empty, await CheckAsync(WorkflowText.Value(script, "run")!));
    }

    [Theory(Timeout = Limit)]
    [InlineData("if true; then\n", "unexpected end of file")]
    [InlineData("rm -rf $HOME_OF_NOBODY/*\n", "SC2086")]
    [InlineData("cd somewhere\nls $(find . -name '*.md')\n", "SC2164")]
    public async Task What_is_wrong_is_found(string script, string expected)
    {
        Tools.Require("bash", "shellcheck");
        Assert.Contains(expected, await CheckAsync(script), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_script_of_a_self_hosted_runner_passes_too()
    {
        Tools.Require("bash", "shellcheck");
        Assert.Equal(
            string.Empty,
            await CheckAsync(
                await File.ReadAllTextAsync(Repository.PathOf("Examples", "self-hosted-runner", "prepare-runner.sh"), Cancellation)
            )
        );
    }

    [Fact(Timeout = Limit)]
    public async Task Systemd_takes_the_unit_of_a_self_hosted_runner()
    {
        Tools.Require("systemd-analyze");
        var unit = _folder.PathOf("mail-factory-runner@.service");
        var text = await File.ReadAllTextAsync(Repository.PathOf("Examples", "self-hosted-runner", Path.GetFileName(unit)), Cancellation);
        // The programs it starts are not on this host.
        await File.WriteAllTextAsync(
            unit,
            text.Replace("/usr/local/lib/mail-factory-runner/prepare-runner.sh", "/bin/true", StringComparison.Ordinal)
                .Replace("/var/lib/mail-factory-runner/%i/run.sh", "/bin/true", StringComparison.Ordinal),
            Cancellation
        );
        Assert.Equal(string.Empty, await VerifyAsync(unit));

        await File.WriteAllTextAsync(
            unit,
            text.Replace("KillMode=control-group", "KillMode=control-groop", StringComparison.Ordinal),
            Cancellation
        );
        Assert.Contains("control-groop", await VerifyAsync(unit), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> VerifyAsync(string unit) =>
        (await ToolRunner.RunAsync(ToolCommand.Create("systemd-analyze", "verify", "--man=no", unit), Cancellation)).StandardError;

    private async Task<string> CheckAsync(string script)
    {
        var path = _folder.PathOf("step.sh");
        await File.WriteAllTextAsync(path, script, Cancellation);
        var syntax = await ToolRunner.RunAsync(ToolCommand.Create("bash", "-n", path), Cancellation);
        var lint = await ToolRunner.RunAsync(
            ToolCommand.Create("shellcheck", "--shell=bash", "--severity=style", "--format=gcc", path),
            Cancellation
        );
        return syntax.StandardError + lint.StandardOutput;
    }
}
