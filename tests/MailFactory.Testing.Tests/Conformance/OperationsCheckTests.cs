using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>The checks that ask inside the guest, each with a good and a bad answer.</summary>
public sealed class OperationsCheckTests
{
    private const string GoodSockets = """
        LISTEN 0 100 0.0.0.0:25 0.0.0.0:*
        LISTEN 0 128 0.0.0.0:22 0.0.0.0:*
        LISTEN 0 128 [::]:22 [::]:*
        LISTEN 0 100 *:110 *:*
        LISTEN 0 100 0.0.0.0:143 0.0.0.0:*
        LISTEN 0 100 0.0.0.0:465 0.0.0.0:*
        LISTEN 0 100 0.0.0.0:587 0.0.0.0:*
        LISTEN 0 100 0.0.0.0:993 0.0.0.0:*
        LISTEN 0 100 0.0.0.0:995 0.0.0.0:*
        LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:*
        LISTEN 0 10 [::1]:2525 [::]:*

        """;

    private const string Queued =
        """{"queue_name": "deferred", "queue_id": "ABC", "recipients": [{"address": "bob@dev.local", "delay_reason": "connection refused"}]}"""
        + "\n";

    [Theory(Timeout = 60_000)]
    [InlineData("", "", Verdict.Passed, "exactly 22 25 110 143 465 587 993 995")]
    [InlineData("", "LISTEN 0 128 0.0.0.0:3306 0.0.0.0:*\n", Verdict.Failed, "port 3306 is open")]
    [InlineData("LISTEN 0 100 0.0.0.0:995 0.0.0.0:*\n", "", Verdict.Failed, "nothing listens on port 995")]
    [InlineData(
        "LISTEN 0 100 0.0.0.0:25 0.0.0.0:*\n",
        "LISTEN 0 100 127.0.0.1:25 0.0.0.0:*\n",
        Verdict.Failed,
        "nothing listens on port 25"
    )]
    public async Task The_port_set_is_exact(string without, string with, Verdict verdict, string says)
    {
        var sockets = (without.Length > 0 ? GoodSockets.Replace(without, string.Empty, StringComparison.Ordinal) : GoodSockets) + with;
        await AskAsync("OPS-01", verdict, says, TestContext.Current.CancellationToken, ("ss -H", 0, sockets));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(5355, Verdict.Passed, "993 995 5355; 5355 open before the mail server was set up")]
    [InlineData(5354, Verdict.Failed, "port 5355 is open but not expected")]
    public async Task A_port_that_was_open_before_is_told_and_is_no_fault(int before, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer();
        var context = server.Context with
        {
            Guest = new ScriptedGuest([("ss -H", 0, $"{GoodSockets}LISTEN 0 128 0.0.0.0:5355 0.0.0.0:*\n")]),
            OwnPorts = [22, before],
            TimeoutScale = 0.05,
        };
        var result = await ScriptedMailServer.AskAsync("OPS-01", context, TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == verdict, result.Summary);
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("active", "enabled", "", Verdict.Passed, "active and enabled")]
    [InlineData("inactive", "enabled", "", Verdict.Failed, "dovecot is inactive")]
    [InlineData("active", "disabled", "", Verdict.Failed, "dovecot is disabled")]
    [InlineData("active", "enabled", "foo.service loaded failed failed Foo\n", Verdict.Failed, "unit foo.service has failed")]
    [InlineData("active", "enabled", "", Verdict.Failed, "postfix@-, which is what really runs, is inactive", "inactive")]
    [InlineData("active", "enabled", "", Verdict.Passed, "active and enabled", "inactive", "")]
    public async Task Units_must_run_and_come_back(
        string active,
        string enabled,
        string failed,
        Verdict verdict,
        string says,
        string instance = "active",
        string wanted = "postfix@-.service"
    ) =>
        await AskAsync(
            "OPS-02",
            verdict,
            says,
            TestContext.Current.CancellationToken,
            ("show -p Wants postfix", 0, $"Wants=dovecot.service {wanted}\n"),
            ("is-active postfix@-", 0, instance),
            ("is-active postfix", 0, "active\n"),
            ("is-enabled postfix", 0, "enabled\n"),
            ("is-active dovecot", 0, active),
            ("is-enabled dovecot", 0, enabled),
            ("list-units", 0, failed)
        );

    [Theory(Timeout = 60_000)]
    [InlineData(0, "", Verdict.Passed, "nothing to complain about")]
    [InlineData(
        0,
        "postfix/postfix-script: warning: symlink leaves directory: /etc/postfix/./makedefs.out",
        Verdict.Passed,
        "nothing to complain about"
    )]
    [InlineData(0, "warning: unused parameter: smtpd_foo", Verdict.Failed, "unused parameter")]
    [InlineData(1, "", Verdict.Failed, "exit code 1")]
    public async Task A_configuration_must_be_free_of_warnings(int exitCode, string output, Verdict verdict, string says) =>
        await AskAsync(
            "OPS-03",
            verdict,
            says,
            TestContext.Current.CancellationToken,
            ("postfix check", 0, string.Empty),
            ("postconf -n", exitCode, output),
            ("postconf -M", 0, string.Empty),
            ("doveconf", 0, string.Empty)
        );

    [Theory(Timeout = 60_000)]
    [InlineData("systemd-resolve\nsystemd-resolve\n", Verdict.Passed, "nothing to complain about")]
    [InlineData("root\nmailtest\n", Verdict.Failed, "not owned by root: /var/spool/postfix/etc/resolv.conf")]
    [InlineData("systemd-resolve\nmailtest\n", Verdict.Failed, "not owned by root: /var/spool/postfix/etc/resolv.conf")]
    public async Task A_copy_of_the_resolvers_file_may_have_the_owner_of_the_original_and_no_other(
        string owners,
        Verdict verdict,
        string says
    ) =>
        await AskAsync(
            "OPS-03",
            verdict,
            says,
            TestContext.Current.CancellationToken,
            ("postfix check", 0, "postfix/postfix-script: warning: not owned by root: /var/spool/postfix/etc/resolv.conf\n"),
            ("stat -L -c %U /etc/resolv.conf", 0, owners),
            ("postconf -n", 0, string.Empty),
            ("postconf -M", 0, string.Empty),
            ("doveconf", 0, string.Empty)
        );

    [Fact(Timeout = 60_000)]
    public async Task An_empty_queue_is_good() =>
        await AskAsync("OPS-04", Verdict.Passed, "empty", TestContext.Current.CancellationToken, ("postqueue -j", 0, string.Empty));

    [Fact(Timeout = 60_000)]
    public async Task A_queued_message_is_told_with_its_reason() =>
        await AskAsync(
            "OPS-04",
            Verdict.Failed,
            "bob@dev.local (connection refused)",
            TestContext.Current.CancellationToken,
            ("postqueue -j", 0, Queued)
        );

    [Theory(Timeout = 60_000)]
    [InlineData("812\n0\n", Verdict.Passed, "none of the 812 lines")]
    [InlineData("0\n0\n", Verdict.Failed, "the journal is empty")]
    [InlineData("9\n0\n2026-11-23T16:00:00+00:00 vm dovecot[7]: imap(bob)<9>: Fatal: master: out of luck\n", Verdict.Failed, "1 bad lines")]
    public async Task A_log_must_be_clean(string output, Verdict verdict, string says) =>
        await AskAsync("OPS-11", verdict, says, TestContext.Current.CancellationToken, ("journalctl", 0, output));

    [Theory(Timeout = 60_000)]
    [InlineData("812\n1\n", Verdict.Passed, "none of the 812 lines")]
    [InlineData("812\n0\n", Verdict.Failed, "what was logged before the last boot is gone")]
    public async Task A_log_must_go_back_to_the_beginning_of_the_test(string output, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer();
        var context = server.Context with { Guest = new ScriptedGuest(("journalctl", 0, output)), JournalMark = "the test begins" };
        var result = await ScriptedMailServer.AskAsync("OPS-11", context, TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", Verdict.Passed, "firewalld lets through 22 25 110 143 465 587 993 995")]
    [InlineData("143/tcp", Verdict.Failed, "the firewall does not let port 143 through")]
    [InlineData("+3306/tcp", Verdict.Failed, "the firewall lets port 3306 through")]
    [InlineData("+9090/tcp", Verdict.Passed, "9090")]
    public async Task The_firewall_lets_the_mail_ports_through_and_no_others(string change, Verdict verdict, string says)
    {
        const string Rules =
            "  ports: 22/tcp\n  ports: 25/tcp\n  ports: 110/tcp 995/tcp\n  ports: 546/udp\n143/tcp 465/tcp 587/tcp 993/tcp\n";
        var rules = change.StartsWith('+')
            ? Rules + change[1..]
            : Rules.Replace(change.Length > 0 ? change : "none", "", StringComparison.Ordinal);
        await AskAsync(
            "NET-01",
            verdict,
            says,
            TestContext.Current.CancellationToken,
            ("--state", 0, "running\n"),
            ("--list-services", 0, rules)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_firewall_there_are_no_rules_to_look_at() =>
        await AskAsync("NET-01", Verdict.NotApplicable, "no firewalld", TestContext.Current.CancellationToken, ("--state", 127, ""));

    [Theory(Timeout = 60_000)]
    [InlineData(0, Verdict.Passed, "s off")]
    [InlineData(-90, Verdict.Warned, "s off this host's")]
    [InlineData(90, Verdict.Warned, "s off this host's")]
    public async Task The_clock_must_be_right(int skew, Verdict verdict, string says) =>
        await AskAsync(
            "TLS-10",
            verdict,
            says,
            TestContext.Current.CancellationToken,
            ("date +%s", 0, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + skew}\n")
        );

    [Fact(Timeout = 60_000)]
    public async Task Public_DNS_is_never_passed() =>
        await AskAsync("DNS-01", Verdict.NotApplicable, "public DNS", TestContext.Current.CancellationToken);

    [Fact(Timeout = 60_000)]
    public async Task A_port_that_does_not_come_back_after_a_boot_is_named()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Submissions ? script with { Greeting = string.Empty, ImplicitTls = false } : script
        );
        var context = server.Context with { TimeoutScale = 0.005 };
        foreach (var service in new[] { MailService.Smtp, MailService.Pop3 })
        {
            await ServiceReturn.UntilGreetedAsync(context, service, TestContext.Current.CancellationToken);
        }

        var error = await Assert.ThrowsAsync<WaitTimeoutException>(() =>
            ServiceReturn.UntilGreetedAsync(context, MailService.Submissions, TestContext.Current.CancellationToken)
        );
        Assert.Contains("submissions/465 greets after the reboot", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_command_that_fails_is_an_error_not_a_verdict() =>
        await AskAsync("OPS-01", Verdict.Error, "exit code 127", TestContext.Current.CancellationToken, ("ss -H", 127, "not found"));

    [Fact(Timeout = 60_000)]
    public async Task A_queue_that_cannot_be_read_is_the_servers_fault() =>
        await AskAsync(
            "OPS-04",
            Verdict.Failed,
            "postqueue ended with 69: postqueue: fatal: Queue report unavailable",
            TestContext.Current.CancellationToken,
            ("postqueue", 69, "postqueue: fatal: Queue report unavailable - mail system is down")
        );

    private static async Task AskAsync(
        string check,
        Verdict verdict,
        string says,
        CancellationToken cancellationToken,
        params (string, int, string)[] guest
    )
    {
        await using var server = new ScriptedMailServer();
        var result = await ScriptedMailServer.AskAsync(
            check,
            server.Context with
            {
                Guest = new ScriptedGuest(guest),
                TimeoutScale = 0.05,
            },
            cancellationToken
        );
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }
}
