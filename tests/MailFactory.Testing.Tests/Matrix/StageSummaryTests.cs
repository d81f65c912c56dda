using MailFactory.Testing.Matrix;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix;

public sealed class StageSummaryTests
{
    [Fact]
    public void Each_distro_has_a_line_with_verdict_duration_and_summary()
    {
        var summary = new StageSummary(
            Stage.Install,
            [
                Result(Stage.Install, Verdict.Passed, FailureClass.None, "installed"),
                Result(Stage.Install, Verdict.Skipped, FailureClass.None, "archived"),
            ]
        );
        Assert.Equal("  debian-13: passed in 1 min 30 s: installed\n  debian-13: skipped: archived", summary.Text);
        Assert.Empty(summary.Failures);
    }

    [Fact]
    public void The_causes_of_all_failures_are_in_one_line()
    {
        var summary = new StageSummary(
            Stage.Install,
            [
                Result(Stage.Install, Verdict.Failed, FailureClass.Product, "panic"),
                Result(Stage.Install, Verdict.Passed, FailureClass.None, "installed"),
            ]
        );
        Assert.Equal("debian-13: panic", summary.Causes);
    }

    internal static StageResult Result(Stage stage, Verdict verdict, FailureClass failureClass, string text) =>
        new()
        {
            Distro = "debian-13",
            Stage = stage,
            Verdict = verdict,
            Summary = text,
            FailureClass = failureClass,
            Started = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(90),
        };
}
