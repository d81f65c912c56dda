using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Tests.Foreign;

public sealed class WorkflowCommandGuardTests
{
    [Fact]
    public void What_a_child_process_prints_is_no_command_and_the_build_s_own_annotations_are()
    {
        using var output = new StringWriter();
        using (var guard = new WorkflowCommandGuard(output))
        {
            guard.WriteLine("::group::Test");
            output.Write("::error::from a child\n##[warning]from a child\n");
            guard.WriteLine("plain");
            guard.Write("::error::the build failed\n");
            guard.WriteLine("::endgroup::Test");
        }

        var log = RunnerLog.Of(output.ToString());
        Assert.Equal(["group: Test", "error: the build failed", "endgroup: Test"], log.Obeyed);
        Assert.False(log.IsStopped);
    }

    [Fact]
    public void Only_annotations_are_let_through()
    {
        using var output = new StringWriter();
        using (var guard = new WorkflowCommandGuard(output))
        {
            guard.WriteLine("::set-env name=PATH::/tmp");
            guard.WriteLine("::add-path::/tmp");
            guard.WriteLine("::stop-commands::mine");
            guard.WriteLine("  ::error::indented");
            guard.WriteLine("see ##[error]inside");
        }

        Assert.Empty(RunnerLog.Of(output.ToString()).Obeyed);
    }

    [Fact]
    public void A_line_that_is_shown_before_its_end_stays_a_line()
    {
        using var output = new StringWriter();
        using var guard = new WorkflowCommandGuard(output);
        var before = output.ToString();
        guard.Write("waiting");
        guard.Flush();
        guard.Write("::error::x\n");
        Assert.Equal("waiting::error::x\n", output.ToString()[before.Length..]);
        Assert.Empty(RunnerLog.Of(output.ToString()).Obeyed);
    }

    [Fact]
    public void The_name_that_ends_the_stop_is_another_one_each_time()
    {
        using var first = new StringWriter();
        using var second = new StringWriter();
        using var one = new WorkflowCommandGuard(first);
        using var other = new WorkflowCommandGuard(second);
        Assert.NotEqual(first.ToString(), second.ToString());
        Assert.True(RunnerLog.Of(first.ToString()).IsStopped);
    }
}
