using MailFactory.Testing.Matrix.Stages;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix.Stages;

public sealed class FactoryVerdictTests
{
    private static readonly FactoryOutcome _unsupported = new()
    {
        Class = FactoryOutcomeClass.FactoryFailed,
        Kind = FactoryFailureKind.UnsupportedPlatform,
        Stage = FactoryStage.CoreUtils,
        Proof = "No installation steps for 'Debian' platform",
        ExitCode = 1,
        OperatingSystem = "Debian GNU/Linux 13 (trixie)",
        LastCommand = "ssh -p 2222 root@127.0.0.1 hostnamectl",
        LastLines = ["a line"],
    };

    private static readonly FactoryOutcome _ok = new()
    {
        Class = FactoryOutcomeClass.Ok,
        Proof = "Server factory finished in: 1 h",
        ExitCode = 0,
    };

    private static readonly FactoryExpectation _noDebian = new()
    {
        Class = FactoryOutcomeClass.FactoryFailed,
        Kind = FactoryFailureKind.UnsupportedPlatform,
        Reason = "Mail Server Factory has no installation steps for Debian",
    };

    private static readonly FactoryExpectation _noImages = _noDebian with { Kind = FactoryFailureKind.Stack, Reason = "no mirrors" };

    [Fact]
    public void A_failure_that_is_expected_is_a_failure_and_says_so()
    {
        var outcome = FactoryVerdict.Failed(_noDebian, _unsupported);
        Assert.Equal((Verdict.Failed, FailureClass.Product), (outcome.Verdict, outcome.FailureClass));
        Assert.Equal(
            "Mail Server Factory: factory failed (unsupported platform) while installing its tools: No installation steps for "
                + "'Debian' platform (as expected: Mail Server Factory has no installation steps for Debian)",
            outcome.Summary
        );
        Assert.Contains(
            "expected: factory failed (unsupported platform), as Mail Server Factory has no installation steps for Debian",
            outcome.Evidence
        );
        Assert.Equal("unsupportedPlatform", outcome.FactoryOutcome);
        Assert.Contains("it took the machine for: Debian GNU/Linux 13 (trixie)", outcome.Evidence);
        Assert.Equal("a line", outcome.Evidence[^1]);
    }

    [Fact]
    public void Another_failure_than_the_expected_one_is_told() =>
        Assert.Contains(
            "(NOT as expected, which is factory failed (container stack), as ",
            FactoryVerdict.Failed(_noImages, _unsupported).Summary,
            StringComparison.Ordinal
        );

    [Fact]
    public void Host_trouble_is_no_fault_of_the_product_and_says_nothing_about_what_is_expected()
    {
        var outcome = FactoryVerdict.Failed(_noDebian, _ok with { Class = FactoryOutcomeClass.HostTrouble, Proof = "toomanyrequests" });
        Assert.Equal(FailureClass.Infrastructure, outcome.FailureClass);
        Assert.Contains("this run says nothing about that", outcome.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_success_where_none_is_expected_is_told_too()
    {
        var outcome = FactoryVerdict.Judged(_noDebian, _ok, [Check(Verdict.Passed), Check(Verdict.NotApplicable)]);
        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.StartsWith(
            "Mail Server Factory: ok, 1 of 1 checks passed (1 does not apply) (NOT as expected, which is ",
            outcome.Summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_server_that_fails_a_check_is_another_outcome_than_a_factory_that_failed()
    {
        var outcome = FactoryVerdict.Judged(_noDebian, _ok, [Check(Verdict.Passed), Check(Verdict.Failed)]);
        Assert.Equal((Verdict.Failed, FailureClass.Product), (outcome.Verdict, outcome.FailureClass));
        Assert.StartsWith(
            "Mail Server Factory: server failed: 1 of 2 checks failed, first X-01 a check: so it was (",
            outcome.Summary,
            StringComparison.Ordinal
        );
        Assert.Equal("serverFailed", outcome.FactoryOutcome);
        Assert.Contains("outcome: server failed", outcome.Evidence);
    }

    private static CheckResult Check(Verdict verdict) =>
        new()
        {
            Id = "X-01",
            Title = "a check",
            Severity = Severity.Critical,
            Verdict = verdict,
            Summary = "so it was",
            Duration = TimeSpan.Zero,
        };
}
