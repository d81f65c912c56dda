using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Tests.Matrix;

public sealed class SessionErrorsTests
{
    [Fact]
    public void Wrong_options_are_the_users_and_a_missing_tool_is_the_hosts()
    {
        Assert.Equal(FailureClass.Configuration, SessionErrors.ClassOf(new RunOptionsException("--distro")));
        Assert.Equal(FailureClass.Configuration, SessionErrors.ClassOf(new ScheduleException("4 GiB do not fit in 2")));
        Assert.Equal(FailureClass.Configuration, SessionErrors.ClassOf(new AnswerFileException("no user")));
        Assert.Equal(FailureClass.Infrastructure, SessionErrors.ClassOf(new ToolException("qemu-img is not installed")));
        Assert.Equal(FailureClass.Cancelled, SessionErrors.ClassOf(new OperationCanceledException()));
    }

    [Theory]
    [InlineData(null, null, FailureClass.None)]
    [InlineData(2, null, FailureClass.Infrastructure)]
    [InlineData(1, 2, FailureClass.Product)]
    [InlineData(1, 1, FailureClass.Infrastructure)]
    [InlineData(4, 4, FailureClass.Product)]
    public void The_exit_code_is_that_of_the_worst_failure_so_far(int? expected, int? soFar, FailureClass next) =>
        Assert.Equal(
            expected,
            SessionErrors.ExitCode(
                soFar,
                next == FailureClass.None ? [] : [StageSummaryTests.Result(Stage.Install, Verdict.Failed, next, "cause")]
            )
        );
}
