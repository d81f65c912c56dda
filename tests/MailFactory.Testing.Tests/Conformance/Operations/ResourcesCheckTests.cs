using MailFactory.Testing.Conformance;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Conformance.Operations;

/// <summary>The checks of memory, disk and backup by what a guest answers.</summary>
public sealed class ResourcesCheckTests
{
    private const string Good =
        "memory 40960 postfix\nmemory 20480 postfix\nmemory 61440 dovecot\nload 0.50 2\ndisk 34 the disk of /var/spool/postfix\n"
        + "disk 5 the inodes of /var/spool/postfix\nswap 0 pages\n";

    [Theory(Timeout = 60_000)]
    [InlineData("none", "none", Verdict.Passed, "use 120 of 512 MiB (dovecot 60, postfix 60), the fullest disk is 34 % full, and 0 pages")]
    [InlineData("memory 61440", "memory 524288", Verdict.Warned, "use 572 MiB of memory (dovecot 512, postfix 60), more than 512 MiB")]
    [InlineData("swap 0", "swap 5000", Verdict.Warned, "5000 pages went to the swap space and back within 5 s")]
    [InlineData("disk 34", "disk 91", Verdict.Warned, "the disk of /var/spool/postfix is 91 % full, more than 90 %")]
    [InlineData("disk 5", "disk 99", Verdict.Warned, "the inodes of /var/spool/postfix is 99 % full")]
    [InlineData("swap 0 pages\n", "", Verdict.Warned, "does not tell how much it swaps")]
    [InlineData("load 0.50 2", "sh: awk: not found", Verdict.Warned, "does not tell what it uses but: sh: awk: not found")]
    public async Task What_the_daemons_use_is_below_the_limits(string part, string instead, Verdict verdict, string says) =>
        await AskAsync("OPS-12", verdict, says, ("smaps_rollup", 0, Good.Replace(part, instead, StringComparison.Ordinal)));

    [Fact(Timeout = 60_000)]
    public async Task A_machine_without_a_mail_daemon_is_found_out() =>
        await AskAsync("OPS-12", Verdict.Warned, "no process of a mail daemon runs", ("smaps_rollup", 0, "load 0.50 2\nswap 0 pages\n"));

    [Fact(Timeout = 60_000)]
    public async Task Optional_parts_may_use_more()
    {
        await using var server = new ScriptedMailServer();
        var parts = new MailParts { Present = Enum.GetValues<MailPart>() };
        var context = With(server.Context, ("smaps_rollup", 0, Good));
        context = context with { Target = context.Target with { Profile = context.Target.Profile.With(parts) } };
        var result = await ScriptedMailServer.AskAsync("OPS-12", context, TestContext.Current.CancellationToken);
        Assert.Contains("use 120 of 4352 MiB", result.Summary, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("250 ok", Verdict.Warned, "with 0 MB free on the disk of the mail queue, a message is not put off but answered: 250")]
    [InlineData("552 5.2.2 full", Verdict.Warned, "a message is not put off but answered: 552 5.2.2 full")]
    [InlineData("451 4.3.0 later", Verdict.Warned, "the message \"OPS-10 while the disk is full\" was not accepted: 451")]
    public async Task Mail_that_a_full_disk_cannot_hold_is_put_off(string reply, Verdict verdict, string says)
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Smtp ? script.With("MAIL FROM:", reply) : script
        );
        var context = With(
            server.Context,
            ("message_size_limit", 0, "1000000\n0\n1000\n"),
            ("fallocate", 0, "123\n"),
            ("kill 123", 0, string.Empty)
        );
        var result = await ScriptedMailServer.AskAsync(
            "OPS-10",
            context with
            {
                TimeoutScale = 0.01,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
        Assert.Contains(result.Transcript, line => line.Contains("kill 123", StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0\n0\n1000\n", 0, Verdict.NotApplicable, "mail of any size with any room")]
    [InlineData("1000000\n0\n9000000\n", 0, Verdict.Skipped, "could not be filled: 9 MB are free, and less than 1.5 MB were to be left")]
    [InlineData("1000000\n0\n9000000\n", 1, Verdict.Skipped, "the disk of the mail queue could not be filled: ")]
    [InlineData("unlimited\n0\n", 0, Verdict.Warned, "do not tell message_size_limit, queue_minfree and the free bytes but: unlimited")]
    public async Task A_disk_that_cannot_be_filled_proves_nothing(string room, int exitCode, Verdict verdict, string says) =>
        await AskAsync(
            "OPS-10",
            verdict,
            says,
            ("message_size_limit", 0, room),
            ("fallocate", exitCode, "123\n"),
            ("kill 123", 0, string.Empty)
        );

    [Theory(Timeout = 60_000)]
    [InlineData("/\n")]
    [InlineData("/var/vmail\n")]
    [InlineData("relative/bob\n")]
    public async Task A_folder_that_holds_more_than_a_mailbox_is_never_wiped(string home) =>
        await AskAsync("OPS-14", Verdict.Skipped, "which may hold more than its mail", ("doveadm user", 0, home));

    private static CheckContext With(CheckContext context, params (string, int, string)[] guest) =>
        context with
        {
            Guest = new ScriptedGuest(guest),
            TimeoutScale = 0.05,
        };

    private static async Task AskAsync(string check, Verdict verdict, string says, params (string, int, string)[] guest)
    {
        await using var server = new ScriptedMailServer();
        var result = await ScriptedMailServer.AskAsync(check, With(server.Context, guest), TestContext.Current.CancellationToken);
        Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
        Assert.Contains(says, result.Summary, StringComparison.Ordinal);
    }
}
