using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>The checks that speak by hand: a good server passes, and each fault is found by the check that looks for it.</summary>
public sealed class ScriptedCheckTests
{
    public static TheoryData<string> Checks => [.. Fault.All.Select(fault => fault.Check).Distinct()];

    public static TheoryData<string, string> Faults => [.. Fault.All.Select(fault => (fault.Check, fault.Name))];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Checks))]
    public async Task A_good_server_passes(string check)
    {
        await using var server = new ScriptedMailServer();
        var result = await server.AskAsync(check, TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == Verdict.Passed, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.NotEmpty(result.Transcript);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public async Task A_bad_server_is_found_out(string check, string name)
    {
        var fault = Fault.All.Single(fault => fault.Check == check && fault.Name == name);
        await using var server = new ScriptedMailServer((service, script) => service == fault.Service ? fault.Change(script) : script);
        var result = await server.AskAsync(check, TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == fault.Verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(fault.Says, result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_expired_certificate_is_found_out()
    {
        var authority = new TestAuthority();
        await using var server = new ScriptedMailServer(
            (service, script) =>
                service == MailService.Imaps
                    ? script with
                    {
                        Certificate = authority.Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host], expired: true),
                    }
                    : script,
            authority
        );
        var result = await server.AskAsync("TLS-04", TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains(
            "imaps/993: the certificate (CN=mail.dev.local) is not trusted: NotTimeValid",
            result.Summary,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_nobody_can_reach_fails_every_check_that_needs_it()
    {
        var server = new ScriptedMailServer();
        await server.DisposeAsync();
        var context = server.Context with { TimeoutScale = 0.05 };
        foreach (var check in Fault.All.Select(fault => fault.Check).Append("DLV-01").Append("IMAP-05").Append("POP-01").Distinct())
        {
            var result = await ScriptedMailServer.AskAsync(check, context, TestContext.Current.CancellationToken);
            Assert.True(result.Verdict == Verdict.Failed, $"{check} {result.Verdict}: {result.Summary}");
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_silent_server_fails_within_the_patience()
    {
        await using var server = new ScriptedMailServer((_, script) => script with { Greeting = string.Empty, ImplicitTls = false });
        var result = await ScriptedMailServer.AskAsync(
            "SMTP-01",
            server.Context with
            {
                TimeoutScale = 0.01,
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Verdict.Failed, result.Verdict);
    }
}
