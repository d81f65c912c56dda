using MailFactory.Testing.Reports.Formats;

namespace MailFactory.Testing.Tests.Reports.Formats;

public sealed class ConsoleSummaryTests
{
    [Fact]
    public void A_passed_run_reads_like_this() =>
        Assert.Equal(
            """
            debian-13: passed after 25 min 02 s
              Download   passed    12 min 31 s  downloaded
              Mail test  passed    12 min 31 s  1 check: 1 passed
            report: test_results/r.md
            result: 1 of 1 distros passed in 1 h 04 min with tcg (qemu 7.2), exit code 0

            """,
            ConsoleSummary.Render(SampleRuns.Passed, "test_results/r.md")
        );

    [Fact]
    public void A_failed_check_is_the_cause_and_a_product_failure()
    {
        var summary = ConsoleSummary.Render(SampleRuns.Failed, "r.md");
        Assert.Contains("2 checks: 1 passed, 1 failed", summary, StringComparison.Ordinal);
        Assert.Contains("  cause: REL-01 No open relay: accepted <a@other.test>", summary, StringComparison.Ordinal);
        Assert.Contains("0 of 1 distros passed", summary, StringComparison.Ordinal);
        Assert.EndsWith("exit code 1 (distro or mail server)\n", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_cause_is_told_whole_within_a_hundred_columns()
    {
        var summary = ConsoleSummary.Render(SampleRuns.Unreachable, "r.md");
        Assert.All(summary.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.Contains("nothing can stand in for", summary, StringComparison.Ordinal);
        Assert.EndsWith("exit code 2 (host or network)\n", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_lines_of_the_cause_and_the_bundle_are_told()
    {
        var summary = ConsoleSummary.Render(SampleRuns.Whole, "r.md");
        Assert.Contains("  cause: REL-01 No open relay: accepted <a@other.test>", summary, StringComparison.Ordinal);
        Assert.Contains("\n         C: RCPT TO:<a@other.test>\n", summary, StringComparison.Ordinal);
        Assert.Contains("\n  evidence: test_results/evidence_debian-13_20260102-030405.zip\n", summary, StringComparison.Ordinal);
    }
}
