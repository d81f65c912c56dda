using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>Checks of a server that somebody runs: nobody gets mail whom its owner did not name, and no shell is taken for granted.</summary>
public sealed class GuardedServerTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_open_relay_is_found_out_by_mail_to_nobody()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("RCPT TO:", "250 ok") : script
        );
        var guard = new MailGuard([], 20);
        var result = await AskAsync(server, "REL-01", server.Context.Guest, guard);
        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains("RCPT TO:<victim@example.net> and a message are accepted", result.Summary, StringComparison.Ordinal);

        // One on 25, and one inside TLS.
        Assert.Equal(2, guard.Sent);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postmaster_whom_the_owner_did_not_name_gets_no_mail()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("RCPT TO:<postmaster", "250 ok") : script
        );
        var result = await AskAsync(server, "RCP-02", server.Context.Guest, "alice@dev.local");
        Assert.Equal(Verdict.Passed, result.Verdict);
        Assert.Contains("<postmaster> (accepted, and not sent", result.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Transcript, line => line.Contains("DATA", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postmaster_that_is_refused_fails_all_the_same()
    {
        await using var server = new ScriptedMailServer();
        var result = await AskAsync(server, "RCP-02", server.Context.Guest, "alice@dev.local");
        Assert.Equal(Verdict.Failed, result.Verdict);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("OPS-01", "a shell on the server")]
    [InlineData("OPS-02", "a shell on the server")]
    [InlineData("OPS-03", "a shell on the server")]
    [InlineData("OPS-04", "a shell on the server")]
    [InlineData("OPS-11", "a shell on the server")]
    [InlineData("OPS-08", "is not rebooted")]
    [InlineData("REL-02", "mail to <friend@example.net> is not sent")]
    public async Task What_cannot_be_done_there_is_skipped_with_the_reason(string check, string reason)
    {
        await using var server = new ScriptedMailServer((_, script) => script.With("AUTH PLAIN", "235 in"));
        var result = await AskAsync(server, check, guest: null);
        Assert.True(result.Verdict == Verdict.Skipped, $"{result.Verdict}: {result.Summary}");
        Assert.Contains(reason, result.Summary, StringComparison.Ordinal);
        Assert.False(result.FailsRun);
    }

    private static Task<CheckResult> AskAsync(
        ScriptedMailServer server,
        string check,
        MailFactory.Testing.Guests.IGuestCommands? guest,
        params string[] addresses
    ) => AskAsync(server, check, guest, new MailGuard(addresses, 20));

    private static Task<CheckResult> AskAsync(
        ScriptedMailServer server,
        string check,
        MailFactory.Testing.Guests.IGuestCommands? guest,
        MailGuard guard
    ) =>
        ScriptedMailServer.AskAsync(
            check,
            server.Context with
            {
                Guest = guest,
                RebootGuestAsync = null,
                Target = server.Context.Target with { Guard = guard },
            },
            TestContext.Current.CancellationToken
        );
}
