using MailFactory.Testing.Conformance;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Conformance.Running;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>A fault of the server is told as one, with the service, the step and what was said; a slow server has none.</summary>
public sealed class BlameTests
{
    // The checks whose talk is with the scripted server alone.
    private static readonly string[] _scripted = [.. Fault.All.Select(fault => fault.Check).Distinct()];

    private static readonly string[] _all =
    [
        .. _scripted,
        "DLV-01",
        "DLV-02",
        "DLV-03",
        "DLV-04",
        "DLV-06",
        "IMAP-05",
        "IMAP-06",
        "IMAP-07",
        "IMAP-10",
        "POP-01",
        "POP-02",
        "RCP-02",
        "RCP-04",
        "TLS-06",
        "TLS-07",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_certificate_that_nobody_trusts_is_the_servers_fault()
    {
        var stranger = new TestAuthority();
        using var strange = stranger.Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host]);
        await AskAllAsync(
            _all,
            script => script with { Certificate = strange },
            0.5,
            (check, result) => AssertBlame(check, result, "is not trusted")
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task Silence_inside_TLS_is_the_servers_fault() =>
        await AskAllAsync(
            _all,
            script =>
                script with
                {
                    Secure = [new Rule(".*", "<silence>")],
                    Greeting = script.ImplicitTls ? string.Empty : script.Greeting,
                },
            0.01,
            (check, result) => AssertBlame(check, result, string.Empty)
        );

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_hangs_up_in_the_middle_is_at_fault() =>
        await AskAllAsync(
            _all,
            script =>
                script with
                {
                    Secure = [new Rule(".*", "<close>")],
                    Clear = [new Rule("EHLO", "250-me\n<close>"), new Rule(".*", "<close>")],
                },
            0.5,
            (check, result) => AssertBlame(check, result, string.Empty)
        );

    [Fact(Timeout = 60_000)]
    public async Task What_OpenSSL_says_is_told()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Imaps ? script with { ImplicitTls = false } : script
        );
        var result = await server.AskAsync("TLS-01", Cancellation);
        Assert.Contains("imaps/993: the TLS handshake failed: ", result.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("see inner exception", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_takes_five_seconds_for_each_answer_passes() =>
        await AskAllAsync(
            _scripted,
            script => script with { Delay = TimeSpan.FromMilliseconds(250) },
            0.05,
            (check, result) =>
                Assert.True(
                    result.Verdict == Verdict.Passed,
                    $"{check} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
                )
        );

    [Fact(Timeout = 60_000)]
    public async Task Greylisting_is_waited_for()
    {
        var asked = 0;
        var reply = await Persistence.TryAsync(
            CheckRunnerTests.Context with
            {
                TimeoutScale = 0.0001,
            },
            _ => Task.FromResult(++asked < 4 ? new SmtpReply(450, ["4.2.0 greylisted"]) : new SmtpReply(250, ["ok"])),
            Cancellation
        );
        Assert.Equal((250, 4), (reply.Code, asked));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_puts_off_everybody_for_ever_fails()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("RCPT", "450 4.2.0 later") : script
        );
        var result = await ScriptedMailServer.AskAsync("RCP-01", server.Context with { TimeoutScale = 0.01 }, Cancellation);
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains(
            "smtp/25: RCPT TO:<alice@dev.local>, a known user, gets the reply: 450 4.2.0 later",
            result.Summary,
            StringComparison.Ordinal
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData("454 4.7.1 Relay access denied")]
    [InlineData("450 4.2.0 Greylisted")]
    public async Task A_temporary_refusal_is_no_relay(string reply)
    {
        await using var server = new ScriptedMailServer((_, script) => script.With("RCPT TO:<victim", reply));
        var result = await server.AskAsync("REL-01", Cancellation);
        Assert.True(result.Verdict == Verdict.Passed, result.Summary);
        Assert.Contains("were put off and tried again", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_password_that_a_server_echoes_is_in_neither_summary_nor_evidence()
    {
        await using var server = new ScriptedMailServer(
            (_, script) => script.With($"AUTH PLAIN {TestAccounts.AliceLogin}", $"500 5.5.2 AUTH PLAIN {TestAccounts.AliceLogin} pass-a?")
        );
        var result = await server.AskAsync("POL-01", Cancellation);
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.All(result.Transcript.Append(result.Summary), line => Assert.DoesNotContain("pass-a", line, StringComparison.Ordinal));
        Assert.All(
            result.Transcript.Append(result.Summary),
            line => Assert.DoesNotContain(TestAccounts.AliceLogin, line, StringComparison.Ordinal)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_service_that_was_silent_once_is_waited_for_no_longer()
    {
        await using var server = new ScriptedMailServer((_, script) => script with { Greeting = string.Empty });
        var context = server.Context with { TimeoutScale = 0.005 };
        Assert.Equal(TimeSpan.FromSeconds(1.5), context.PatienceWith(MailService.Smtp));
        await ScriptedMailServer.AskAsync("RCP-01", context, Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(0.05), context.PatienceWith(MailService.Smtp));
        Assert.Equal(TimeSpan.FromSeconds(1.5), context.PatienceWith(MailService.Submission));
    }

    private static Task AskAllAsync(
        IEnumerable<string> checks,
        Func<Script, Script> change,
        double scale,
        Action<string, CheckResult> judge
    ) =>
        Task.WhenAll(
            checks.Select(async check =>
            {
                await using var server = new ScriptedMailServer((_, script) => change(script));
                judge(check, await ScriptedMailServer.AskAsync(check, server.Context with { TimeoutScale = scale }, Cancellation));
            })
        );

    // Some checks are about clear text alone, and there have nothing to blame or something else.
    private static void AssertBlame(string check, CheckResult result, string says)
    {
        Assert.True(
            result.Verdict is Verdict.Failed or Verdict.Passed,
            $"{check} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
        );
        if (result.Verdict == Verdict.Failed)
        {
            Assert.Matches("[a-z0-9]+/[0-9]+", result.Summary);
            Assert.DoesNotContain("the tester", result.Summary, StringComparison.Ordinal);
            Assert.True(
                says.Length == 0
                    || check.StartsWith("RCP", StringComparison.Ordinal)
                    || result.Summary.Contains(says, StringComparison.Ordinal)
                    || result.Summary.Contains("certificate", StringComparison.Ordinal),
                result.Summary
            );
        }
    }
}
