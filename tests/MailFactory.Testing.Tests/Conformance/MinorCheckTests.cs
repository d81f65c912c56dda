using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Checks whose failure is a warning, or that need more than a script to pass, by servers by script.</summary>
public sealed class MinorCheckTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("RCPT TO:<no-such", "550 5.1.1 who", Verdict.Passed, "are answered in their order: 250 250 550 250 250 250")]
    [InlineData("RCPT TO", "250 ok", Verdict.Warned, "get the replies: 250 250 250 250 250 250")]
    [InlineData("EHLO", "250 mail.dev.local", Verdict.NotApplicable, "does not offer PIPELINING")]
    public async Task Commands_in_one_packet_are_answered_in_order(string pattern, string reply, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With(pattern, reply) : script
        );
        var result = await server.AskAsync("SMTP-12", TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(
        "NONSENSE 20",
        "421 4.7.0 too many errors\n<close>",
        Verdict.Passed,
        "number 20 gets the reply \"421 4.7.0 too many errors\""
    )]
    [InlineData("NONSENSE 20", "421 4.7.0 too many errors", Verdict.Warned, "the session goes on: NOOP gets the reply: 250")]
    [InlineData("NONSENSE 20", "<close>", Verdict.Warned, "hangs up at unknown command number 20 without 421")]
    [InlineData("NONSENSE 3", "250 sure", Verdict.Warned, "unknown command number 3 gets the reply: 250 sure")]
    [InlineData("NONSENSE", "500 5.5.2 what", Verdict.Warned, "25 unknown commands are all answered, and the session goes on")]
    public async Task Nonsense_is_ended_with_421(string pattern, string reply, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With($"{pattern}", reply) : script
        );
        var result = await server.AskAsync("SMTP-13", TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_domain_in_capitals_that_is_refused_is_found_out()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("(?-i)RCPT TO:<bob@DEV", "550 5.7.1 not here") : script
        );
        var result = await server.AskAsync("RCP-06", TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Warned, result.Verdict);
        Assert.Contains("bob@DEV.LOCAL gets the reply: 550 5.7.1 not here", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Mail_from_outside_that_is_refused_inside_TLS_is_found_out()
    {
        await using var server = new ScriptedMailServer(
            (service, script) =>
                service == MailService.Smtp ? script with { Secure = [new("MAIL", "550 5.7.1 not inside TLS"), .. script.Secure] } : script
        );
        var result = await server.AskAsync("DLV-03", TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains("550 5.7.1 not inside TLS", result.Summary, StringComparison.Ordinal);
    }
}
