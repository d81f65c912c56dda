using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports;

public sealed class RunComparisonTests
{
    private static readonly CheckResult _relay = SampleRuns.FailedCheck;
    private static readonly CheckResult _closed = _relay with { Verdict = Verdict.Passed };

    [Fact]
    public void A_check_that_fails_now_and_passed_then_is_new() =>
        Assert.Equal(["debian-13 REL-01 No open relay"], Compare(SampleRuns.MailTest(_relay), SampleRuns.MailTest(_closed)).NewFailures);

    [Fact]
    public void A_check_that_failed_then_too_is_not_new() =>
        Assert.Empty(Compare(SampleRuns.MailTest(_relay), SampleRuns.MailTest(_relay)).NewFailures);

    [Fact]
    public void A_check_that_passes_now_is_fixed_and_one_that_was_not_asked_is_not()
    {
        Assert.Equal(["debian-13 REL-01 No open relay"], Compare(SampleRuns.MailTest(_closed), SampleRuns.MailTest(_relay)).Fixed);
        Assert.Empty(Compare(SampleRuns.MailTest(_relay with { Verdict = Verdict.Skipped }), SampleRuns.MailTest(_relay)).Fixed);
    }

    [Theory]
    [InlineData(100, 160, true)]
    [InlineData(100, 140, false)]
    [InlineData(1, 9, false)]
    public void A_stage_is_slower_by_half_and_ten_seconds(double then, double now, bool isSlower) =>
        Assert.Equal(isSlower ? [now / then] : [], Compare(Install(now), Install(then)).Slower.Select(stage => stage.Factor));

    [Fact]
    public void Times_under_another_accelerator_are_not_compared() =>
        Assert.Empty(RunComparison.Of(SampleRuns.Run(Install(1000)), [Earlier(Install(10)) with { Accelerator = "kvm" }]).Slower);

    [Fact]
    public void Each_distro_is_compared_with_its_own_last_run()
    {
        var older = Earlier(SampleRuns.MailTest(_closed));
        var newer = Earlier(SampleRuns.MailTest(_relay) with { Distro = "other" }) with
        {
            RunId = "20260101-120000",
            Started = older.Started.AddHours(1),
            Distros = ["other"],
        };
        var comparison = RunComparison.Of(SampleRuns.Run(SampleRuns.MailTest(_relay)), [newer, older]);
        Assert.Equal(["20260101-000000"], comparison.With);
        Assert.Single(comparison.NewFailures);
    }

    [Fact]
    public void Without_an_earlier_run_nothing_is_new() =>
        Assert.Empty(RunComparison.Of(SampleRuns.Run(SampleRuns.MailTest(_relay)), []).NewFailures);

    private static RunComparison Compare(StageResult now, StageResult then) => RunComparison.Of(SampleRuns.Run(now), [Earlier(then)]);

    private static StageResult Install(double seconds) =>
        SampleRuns.StageOf(Stage.Install, "installed") with
        {
            Duration = TimeSpan.FromSeconds(seconds),
        };

    private static RunResult Earlier(params StageResult[] stages) =>
        SampleRuns.Run(stages) with
        {
            RunId = "20260101-000000",
            Started = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
}
