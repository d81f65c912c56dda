using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The negative controls that need a real server: broken on purpose, each check that looks for the fault finds it.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class BrokenServerTests(ConformanceFixture fixture)
{
    public static TheoryData<string, string> Breakages => [.. Breakage.All.Select(breakage => (breakage.Check, breakage.Name))];

    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Breakages))]
    public async Task A_broken_server_is_found_out(string check, string name)
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var breakage = Breakage.All.Single(breakage => breakage.Check == check && breakage.Name == name);
        await server.FindsOutAsync(breakage, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_reboot_that_loses_the_queue_is_found_out() =>
        await RebootBadlyAsync("postsuper -d ALL", "OPS-08 queued 1", TestContext.Current.CancellationToken);

    [Fact(Timeout = 900_000)]
    public async Task A_reboot_that_loses_stored_mail_is_found_out() =>
        await RebootBadlyAsync(
            "f=$(grep -rl 'Subject: OPS-08 stored 3' /var/vmail/dev.local/test3/Maildir/cur "
                + "/var/vmail/dev.local/test3/Maildir/new | sort | tail -n 1); rm \"$f\"",
            "is gone",
            TestContext.Current.CancellationToken
        );

    [Fact(Timeout = 900_000)]
    public async Task A_server_that_does_not_come_back_is_found_out() =>
        await RebootBadlyAsync(
            "systemctl disable dovecot",
            "dovecot is disabled",
            TestContext.Current.CancellationToken,
            "systemctl enable dovecot"
        );

    [Fact(Timeout = 900_000)]
    public async Task A_power_cut_that_loses_what_was_accepted_is_found_out()
    {
        // As a queue in memory would: every message waits in it when the power is cut.
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        const string Harm =
            "find /var/spool/postfix/incoming /var/spool/postfix/active /var/spool/postfix/deferred -type f -delete; "
            + "mv /etc/postfix/main.cf.good /etc/postfix/main.cf";
        await server.RunAsync(
            "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good && postconf -e defer_transports=lmtp && postfix reload && sleep 1",
            TestContext.Current.CancellationToken
        );
        var context = server.Context() with { CutPowerAsync = token => server.CutPowerAsync(Harm, token) };
        var result = await AskAsync(context, "OPS-09", TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == Verdict.Failed, Tell(result));
        Assert.Contains("messages that were accepted", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_restart_that_forgets_UIDs_is_found_out()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        const string Harm = "find /var/vmail \\( -name 'dovecot-uid*' -o -name 'dovecot.index*' -o -name 'dovecot.list*' \\) -delete; ";
        var context = server.Context(timeoutScale: 0.2) with
        {
            Guest = HarmfulGuest.Before(server.Guest, "systemctl restart dovecot", Harm),
        };
        var result = await AskAsync(context, "IMAP-12", TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == Verdict.Failed, Tell(result));
        Assert.Contains("UIDVALIDITY was", result.Summary, StringComparison.Ordinal);
        Assert.Contains("after a restart", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_restart_that_loses_what_was_accepted_is_found_out()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var good = server.Context();
        await server.RunAsync(
            "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good && postconf -e defer_transports=lmtp && postfix reload && sleep 1",
            TestContext.Current.CancellationToken
        );
        const string Mending = "[ ! -e /etc/postfix/main.cf.good ] || mv /etc/postfix/main.cf.good /etc/postfix/main.cf; ";
        try
        {
            var bad = good with { Guest = HarmfulGuest.Before(server.Guest, "systemctl restart postfix", $"postsuper -d ALL; {Mending}") };
            var result = await AskAsync(bad, "OPS-07", TestContext.Current.CancellationToken);
            Assert.True(result.Verdict == Verdict.Failed, Tell(result));
            Assert.Contains("messages that were accepted", result.Summary, StringComparison.Ordinal);
        }
        finally
        {
            // What ended in the middle may have left it stopped.
            await server.RunAsync($"{Mending} postfix start 2>/dev/null || postfix reload", CancellationToken.None);
        }
    }

    [Fact(Timeout = 900_000)]
    public async Task A_backup_that_lacks_a_message_is_found_out()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        const string Harm =
            "rm \"$(grep -rl 'Subject: OPS-14 stored 3' /var/vmail/*/*/Maildir/cur /var/vmail/*/*/Maildir/new | tail -n 1)\"; ";
        var context = server.Context(timeoutScale: 0.2) with { Guest = HarmfulGuest.Before(server.Guest, "systemctl start dovecot", Harm) };
        var result = await AskAsync(context, "OPS-14", TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == Verdict.Warned, Tell(result));
        Assert.Contains("is gone", result.Summary, StringComparison.Ordinal);
    }

    private async Task RebootBadlyAsync(string harm, string says, CancellationToken cancellationToken, string mending = "true")
    {
        var server = await fixture.ServerAsync(cancellationToken);
        var good = server.Context(timeoutScale: 0.2);
        var bad = good with
        {
            RebootGuestAsync = async token =>
            {
                await server.RunAsync(harm, token);
                return await good.RebootGuestAsync!(token);
            },
        };
        try
        {
            var result = await AskAsync(bad, "OPS-08", cancellationToken);
            Assert.True(result.Verdict == Verdict.Failed && result.Summary.Contains(says, StringComparison.Ordinal), Tell(result));
        }
        finally
        {
            await server.RunAsync($"{mending}; systemctl start dovecot; postqueue -f", CancellationToken.None);
        }
    }

    private static async Task<CheckResult> AskAsync(CheckContext context, string id, CancellationToken cancellationToken) =>
        Assert.Single(await ConformanceSuite.RunAsync(context, [id], null, cancellationToken));

    private static string Tell(CheckResult result) =>
        $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}";
}
