using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports;

/// <summary>What is told about a failure where there is little room.</summary>
public sealed class DistroSummaryTests
{
    [Fact]
    public void The_cause_of_a_failed_check_quotes_the_end_of_its_transcript() =>
        Assert.Equal(
            ["line 5", "line 6", "line 7", "line 8", "line 9", "line 10", "line 11", "line 12"],
            Failed([
                new CheckResult
                {
                    Id = "TLS-03",
                    Title = "a title",
                    Severity = Severity.Critical,
                    Verdict = Verdict.Failed,
                    Summary = "it failed",
                    Duration = TimeSpan.Zero,
                    Transcript = Lines,
                },
            ])
                .CauseLines.Skip(1)
        );

    [Fact]
    public void The_cause_of_a_failed_stage_quotes_the_beginning_of_its_evidence() =>
        Assert.Equal(["line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8"], Failed([]).CauseLines.Skip(1));

    private static IReadOnlyList<string> Lines => [.. Enumerable.Range(1, 12).Select(index => $"line {index}")];

    private static DistroSummary Failed(IReadOnlyList<CheckResult> checks) =>
        new()
        {
            Distro = "debian-13",
            Stages =
            [
                new StageResult
                {
                    Distro = "debian-13",
                    Stage = Stage.MailTest,
                    Verdict = Verdict.Failed,
                    FailureClass = FailureClass.Product,
                    Summary = "it failed",
                    Started = DateTimeOffset.UnixEpoch,
                    Duration = TimeSpan.FromSeconds(1),
                    Evidence = Lines,
                    Checks = checks,
                },
            ],
        };
}
