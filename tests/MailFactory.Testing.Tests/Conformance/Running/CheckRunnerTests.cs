using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance.Running;

public sealed class CheckRunnerTests
{
    internal static readonly CheckContext Context = new()
    {
        Target = new MailServerTarget
        {
            Ports = new Dictionary<MailService, int>(),
            Configuration = TestAccounts.Configuration,
            CaCertificatePem = string.Empty,
        },
        Guest = new ScriptedGuest(),
        RebootGuestAsync = _ => throw new NotSupportedException(),
    };

    [Fact(Timeout = 30_000)]
    public async Task A_minor_failure_is_a_warning()
    {
        var result = await RunAsync(
            _ => Task.FromResult(CheckFinding.Failed("so so")),
            Severity.Minor,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Verdict.Warned, result.Verdict);
        Assert.False(result.FailsRun);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_critical_failure_fails_the_run()
    {
        var result = await RunAsync(
            _ => Task.FromResult(CheckFinding.Failed("bad")),
            Severity.Critical,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.FailsRun);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_the_server_does_wrong_is_a_failure()
    {
        var result = await RunAsync(
            _ => throw new MailProtocolException("the server hung up"),
            Severity.Major,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((Verdict.Failed, "the server hung up"), (result.Verdict, result.Summary));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_the_tester_does_wrong_is_an_error_with_its_stack()
    {
        var result = await RunAsync(
            _ => throw new InvalidOperationException("oops"),
            Severity.Major,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Verdict.Error, result.Verdict);
        Assert.Contains("oops", result.Summary, StringComparison.Ordinal);
        Assert.Contains(result.Transcript, line => line.Contains("CheckRunner", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_guest_that_cannot_be_reached_is_an_error() =>
        Assert.Equal(
            Verdict.Error,
            (await RunAsync(_ => throw new GuestException("no route"), Severity.Major, TestContext.Current.CancellationToken)).Verdict
        );

    [Fact(Timeout = 30_000)]
    public async Task A_check_without_an_end_is_ended()
    {
        var result = await RunAsync(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return CheckFinding.Passed("never");
            },
            Severity.Major,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains("did not finish", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancellation_by_the_caller_is_no_result()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            CheckRunner.RunAsync(new Probe(Severity.Major, token => Task.FromCanceled<CheckFinding>(token)), Context, cancelled.Token)
        );
    }

    private static Task<CheckResult> RunAsync(
        Func<CancellationToken, Task<CheckFinding>> body,
        Severity severity,
        CancellationToken cancellationToken
    ) => CheckRunner.RunAsync(new Probe(severity, body), Context, cancellationToken);

    private sealed class Probe(Severity severity, Func<CancellationToken, Task<CheckFinding>> body)
        : Check("X-01", "Probe", severity, "none")
    {
        public override TimeSpan QuietLimit => TimeSpan.FromMilliseconds(200);

        public override Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken) => body(cancellationToken);
    }
}
