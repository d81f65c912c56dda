using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The controls of forwarding that need more than a setting: a target outside, and a copy that comes late.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class ForwardingControlTests(ConformanceFixture fixture)
{
    private const string Outside = "outside@example.net";

    [Fact(Timeout = 900_000)]
    public async Task A_target_outside_that_gets_nothing_is_found_out()
    {
        // The server was set up before the account got one target more.
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var result = await AskAsync(WithTargetOutside(server, timeoutScale: 0.1));
        Assert.True(result.Verdict == Verdict.Failed, Tell(result));
        Assert.Contains($"mail to test1@dev.local was not sent on to {Outside}", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_target_outside_that_gets_its_copy_is_good()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        await server.RunAsync(
            "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good && "
                + $"postconf -e \"virtual_alias_maps=inline:{{{{test1@dev.local = redirect1@dev.local, redirect2@dev.local, {Outside}}}}} "
                + "$(postconf -h virtual_alias_maps)\" && postfix reload && sleep 1",
            TestContext.Current.CancellationToken
        );
        try
        {
            var result = await AskAsync(WithTargetOutside(server, timeoutScale: 1));
            Assert.True(result.Verdict == Verdict.Passed, Tell(result));
        }
        finally
        {
            await server.RunAsync("mv /etc/postfix/main.cf.good /etc/postfix/main.cf && postfix reload && sleep 1", CancellationToken.None);
        }
    }

    [Fact(Timeout = 900_000)]
    public async Task A_second_copy_that_comes_late_is_found_out()
    {
        // The first copy was found when the queue is looked into for the first time; the second one comes right after that.
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        const string Harm =
            "cd /var/vmail/dev.local/redirect1/Maildir; ls new/late* cur/late* 2>/dev/null | grep -q . || "
            + "{ f=$(ls -t $(grep -rl '^Subject: RCP-04 to ' new cur) | head -n 1); cp -p $f new/late$(basename $f | sed 's/:.*//'); }";
        var good = server.Context(timeoutScale: 0.3);
        try
        {
            var result = await AskAsync(good with { Guest = HarmfulGuest.After(server.Guest, "postqueue -j", Harm) });
            Assert.True(result.Verdict == Verdict.Failed, Tell(result));
            Assert.Contains("is 2 times in the INBOX of redirect1@dev.local instead of 1", result.Summary, StringComparison.Ordinal);
        }
        finally
        {
            await server.RunAsync(
                "rm -f /var/vmail/dev.local/redirect1/Maildir/new/late* /var/vmail/dev.local/redirect1/Maildir/cur/late*",
                CancellationToken.None
            );
        }
    }

    [Fact(Timeout = 900_000)]
    public async Task Nobody_need_be_able_to_log_in_to_an_address_that_only_forwards()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var result = await AskAsync(
            With(server, account => account.ForwardsTo.Count > 0 ? account with { Password = "nobody-knows-it" } : account, timeoutScale: 1)
        );
        Assert.True(result.Verdict == Verdict.Passed, Tell(result));
        Assert.Contains(
            result.Transcript,
            line => line.Contains("test1@dev.local only forwards and has no mailbox", StringComparison.Ordinal)
        );
    }

    private static CheckContext WithTargetOutside(MailServer server, double timeoutScale) =>
        With(
            server,
            account => account.Address == "test1@dev.local" ? account with { ForwardsTo = [.. account.ForwardsTo, Outside] } : account,
            timeoutScale
        );

    private static CheckContext With(MailServer server, Func<MailAccount, MailAccount> change, double timeoutScale)
    {
        var context = server.Context(timeoutScale);
        var configuration = server.Configuration with { Accounts = [.. server.Configuration.Accounts.Select(change)] };
        return context with { Target = context.Target with { Configuration = configuration } };
    }

    private static async Task<CheckResult> AskAsync(CheckContext context) =>
        Assert.Single(await ConformanceSuite.RunAsync(context, ["RCP-04"], null, TestContext.Current.CancellationToken));

    private static string Tell(CheckResult result) =>
        $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}";
}
