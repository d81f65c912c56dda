using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace MailFactory.Nuke.Tests;

public sealed class ProcessTests
{
    private static readonly string Here = AppContext.BaseDirectory;

    [Fact]
    public void Lines_of_both_streams_are_kept()
    {
        using var process = ProcessTasks.StartShell("echo out; echo err >&2", Here, logOutput: false, logInvocation: false);
        Assert.Equal("out", process.AssertZeroExitCode().Output.StdToText());
        Assert.Contains(process.Output, x => x is { Type: OutputType.Err, Text: "err" });
    }

    [Fact]
    public void Another_exit_code_than_0_fails_with_the_last_lines()
    {
        using var process = ProcessTasks.StartShell("echo reason; exit 4", Here, logOutput: false, logInvocation: false);
        var exception = Assert.Throws<ProcessException>(() => process.AssertZeroExitCode());
        Assert.Equal(4, exception.ExitCode);
        Assert.Contains("reason", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_kills_the_process()
    {
        using var process = ProcessTasks.StartShell("sleep 60", Here, timeout: 100, logOutput: false, logInvocation: false);
        Assert.False(process.WaitForExit());
        Assert.True(process.HasExited);
    }

    [Fact]
    public void A_tool_takes_paths_with_spaces_as_one_argument()
    {
        var tool = ToolResolver.GetPathTool("printf");
        AbsolutePath path = "/a b/c";
        Assert.Equal("</a b/c>", tool($"<%s> {path}", Here, logOutput: false, logInvocation: false).StdToText());
    }

    [Fact]
    public void Paths_go_down_and_up()
    {
        AbsolutePath path = "/a/b/../c";
        Assert.Equal("/a/c/d e", path / "d e");
        Assert.Equal("/a", path / ..);
        Assert.Equal("/a/c.txt", path + ".txt");
        Assert.Throws<ArgumentException>(() => AbsolutePath.Create("a"));
    }
}
