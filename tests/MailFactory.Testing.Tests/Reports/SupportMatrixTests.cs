using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports;

public sealed class SupportMatrixTests
{
    [Fact]
    public void The_newest_tested_run_of_a_distro_makes_its_row()
    {
        var table = SupportMatrix.Render([Run(1, Verdict.Failed, "old"), Run(2, Verdict.Passed, "39 of 39 | checks")]);
        Assert.Contains("| debian-13 | 2026-01-02 | tcg max | Signed | installed in 30 min |", table, StringComparison.Ordinal);
        Assert.Contains("passed: 39 of 39 \\| checks", table, StringComparison.Ordinal);
        Assert.DoesNotContain("old", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_never_reached_its_mail_test_claims_nothing() =>
        Assert.Equal(2, SupportMatrix.Render([Run(1, Verdict.Skipped, "not reached")]).Count(letter => letter == '\n'));

    private static RunResult Run(int day, Verdict verdict, string summary) => new()
    {
        RunId = $"2026010{day}-000000",
        Started = Day(day),
        Duration = TimeSpan.Zero,
        Distros = ["debian-13"],
        Accelerator = "tcg max",
        Stages = [Result(day, Stage.Verify, Verdict.Passed, "Signed"), Result(day, Stage.Install, Verdict.Passed, "installed in 30 min"), Result(day, Stage.MailTest, verdict, summary)],
    };

    private static StageResult Result(int day, Stage stage, Verdict verdict, string summary) => new()
    {
        Distro = "debian-13",
        Stage = stage,
        Verdict = verdict,
        Summary = summary,
        Started = Day(day),
        Duration = TimeSpan.Zero,
        Checks = stage == Stage.MailTest ? [new CheckResult { Id = "SMTP-01", Title = "banner", Severity = Severity.Critical, Verdict = verdict, Summary = "seen", Duration = TimeSpan.Zero }] : [],
    };

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
