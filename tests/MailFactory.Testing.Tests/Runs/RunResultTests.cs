using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class RunResultTests
{
    [Theory]
    [InlineData(FailureClass.None)]
    [InlineData(FailureClass.Infrastructure, FailureClass.Infrastructure)]
    [InlineData(FailureClass.Product, FailureClass.Infrastructure, FailureClass.Product)]
    [InlineData(FailureClass.Cancelled, FailureClass.Product, FailureClass.Cancelled)]
    public void The_worst_failure_decides_the_class_of_the_run(FailureClass expected, params FailureClass[] stages) =>
        Assert.Equal(
            expected,
            new RunResult
            {
                RunId = "20260101-000000",
                Started = DateTimeOffset.UnixEpoch,
                Duration = TimeSpan.Zero,
                Distros = ["debian-13"],
                Accelerator = "tcg",
                Stages = [.. stages.Select(Failed)],
            }.FailureClass
        );

    private static StageResult Failed(FailureClass failure) =>
        new()
        {
            Distro = "debian-13",
            Stage = Stage.Install,
            Verdict = Verdict.Failed,
            Summary = "failed",
            FailureClass = failure,
            Started = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
        };
}
