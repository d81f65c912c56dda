using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class CheckCountsTests
{
    [Theory]
    [InlineData("1 of 1 checks passed", Verdict.Passed)]
    [InlineData("1 of 3 checks passed", Verdict.Passed, Verdict.Failed, Verdict.Skipped)]
    [InlineData("1 of 1 checks passed (1 does not apply)", Verdict.Passed, Verdict.NotApplicable)]
    [InlineData("0 of 1 checks passed (2 do not apply)", Verdict.NotApplicable, Verdict.Warned, Verdict.NotApplicable)]
    public void What_does_not_apply_is_no_check_that_did_not_pass(string text, params Verdict[] verdicts) =>
        Assert.Equal(text, $"{CheckCounts.Of([.. verdicts.Select(verdict => SampleRuns.FailedCheck with { Verdict = verdict })])}");
}
