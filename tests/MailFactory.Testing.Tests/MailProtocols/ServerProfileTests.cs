using MailFactory.Testing.Conformance;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>
/// The profile of Mail Server Factory against a server by script: what it offers is checked, what it does not is not asked.
/// </summary>
public sealed class ServerProfileTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("TLS-01", Verdict.Passed, "465 and 993 make the TLS handshake first")]
    [InlineData("TLS-02", Verdict.NotApplicable, "not offered by a server of the profile mail-factory: 25, 587, 143 and 110")]
    [InlineData("TLS-04", Verdict.Passed, "lead to")]
    [InlineData("SMTP-01", Verdict.Passed, "465 greet with")]
    [InlineData("SMTP-02", Verdict.NotApplicable, "smtp/25")]
    [InlineData("SMTP-03", Verdict.Passed, "465 offer AUTH")]
    [InlineData("SMTP-06", Verdict.Passed, "an unknown user on submission")]
    [InlineData("IMAP-01", Verdict.Passed, "993 offers AUTH=PLAIN")]
    [InlineData("IMAP-02", Verdict.NotApplicable, "imap/143")]
    [InlineData("SEC-01", Verdict.Passed, "SMTP 0")]
    [InlineData("POP-01", Verdict.NotApplicable, "smtp/25")]
    [InlineData("OPS-02", Verdict.NotApplicable, "Postfix and Dovecot as services of the machine itself")]
    [InlineData("OPS-03", Verdict.NotApplicable, "Postfix and Dovecot")]
    [InlineData("OPS-04", Verdict.NotApplicable, "Postfix and Dovecot")]
    [InlineData("DLV-02", Verdict.NotApplicable, "files mail into other folders")]
    [InlineData("DLV-03", Verdict.NotApplicable, "smtp/25")]
    [InlineData("OPS-08", Verdict.NotApplicable, "smtp/25")]
    public async Task Only_what_the_profile_offers_is_asked(string id, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer();
        var result = await ScriptedMailServer.AskAsync(id, Of(server.Context), Cancelled);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("465 3993 22", Verdict.Passed, "exactly 22 465 3993")]
    [InlineData("465 22", Verdict.Failed, "nothing listens on port 3993")]
    [InlineData("465 3993 22 25", Verdict.Failed, "port 25 is open but not expected")]
    public async Task Its_ports_are_two_and_no_others(string ports, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer();
        var sockets = string.Concat(ports.Split(' ').Select(port => $"LISTEN 0 100 0.0.0.0:{port} 0.0.0.0:*\n"));
        var result = await ScriptedMailServer.AskAsync(
            "OPS-01",
            Of(server.Context) with
            {
                Guest = new ScriptedGuest(("ss -H", 0, sockets)),
            },
            Cancelled
        );
        Assert.Equal(verdict, result.Verdict);
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_certificate_with_a_common_name_alone_is_talked_to_and_fails_the_check_of_names_only()
    {
        var authority = new TestAuthority();
        using var bare = authority.Issue(ScriptedMailServer.Host, []);
        await using var server = new ScriptedMailServer((_, script) => script with { Certificate = bare }, authority);
        Assert.Equal(Verdict.Passed, (await ScriptedMailServer.AskAsync("SMTP-03", Of(server.Context), Cancelled)).Verdict);
        Assert.Equal(Verdict.Failed, (await ScriptedMailServer.AskAsync("TLS-05", Of(server.Context), Cancelled)).Verdict);
        Assert.Equal(Verdict.Failed, (await ScriptedMailServer.AskAsync("SMTP-03", server.Context, Cancelled)).Verdict);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_certificate_for_another_host_is_not_talked_to_even_so()
    {
        var authority = new TestAuthority();
        using var strange = authority.Issue("mail.wrong.invalid", []);
        await using var server = new ScriptedMailServer((_, script) => script with { Certificate = strange }, authority);
        Assert.Equal(Verdict.Failed, (await ScriptedMailServer.AskAsync("SMTP-03", Of(server.Context), Cancelled)).Verdict);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_sixth_message_of_a_minute_waits()
    {
        var time = new FakeTimeProvider();
        var pace = new SendPace(5, time);
        for (var number = 1; number <= 5; number++)
        {
            await pace.WaitAsync(Cancelled);
        }

        var sixth = pace.WaitAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(sixth.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(4));
        await sixth;
    }

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        var pace = new SendPace(perMinute: null, new FakeTimeProvider());
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(pace.WaitAsync(Cancelled).IsCompletedSuccessfully));
    }

    private static CheckContext Of(CheckContext context) =>
        context with
        {
            Target = context.Target with { Profile = ServerProfile.MailFactory },
        };
}
