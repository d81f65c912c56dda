using MailFactory.Testing.Processes;
using MailFactory.Testing.Tests;
using MailFactory.Testing.Tests.Workflows;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The scripts in the checked-in workflows are right before anybody runs them.</summary>
public sealed class ScriptSyntaxTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Steps => [.. WorkflowText.CheckedIn
        .SelectMany(workflow => workflow.Steps.Select(step => (workflow.Name, step.Step)))
        .Where(step => WorkflowText.Value(step.Step, "run") is not null)
        .Select(step => (step.Name, WorkflowText.Value(step.Step, "name")!))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Steps))]
    public async Task A_script_passes_bash_and_ShellCheck(string workflow, string step)
    {
        Tools.Require("bash", "shellcheck");
        Assert.Equal(string.Empty, await CheckAsync(WorkflowText.Value(WorkflowText.Of(workflow).Steps.Select(one => one.Step).Single(one => WorkflowText.Value(one, "name") == step), "run")!));
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

    public void Dispose() => _folder.Dispose();

    private async Task<string> CheckAsync(string script)
    {
        var path = _folder.PathOf("step.sh");
        await File.WriteAllTextAsync(path, script, Cancellation);
        var syntax = await ToolRunner.RunAsync(ToolCommand.Create("bash", "-n", path), Cancellation);
        var lint = await ToolRunner.RunAsync(ToolCommand.Create("shellcheck", "--shell=bash", "--severity=style", "--format=gcc", path), Cancellation);
        return syntax.StandardError + lint.StandardOutput;
    }
}
