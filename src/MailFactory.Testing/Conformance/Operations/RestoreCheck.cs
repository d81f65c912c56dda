using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// A mail store that was saved with tar, wiped and restored is the same: content, flags, UIDs and UIDVALIDITY. Mail that comes in the
/// meantime waits and arrives.
/// </summary>
internal sealed class RestoreCheck()
    : Check("OPS-14", "A restored backup is the same", Severity.Minor, "RFC 9051 section 2.3.1.1; RFC 5321 section 6.1; tar(1)")
{
    private const int Stored = 5;
    private const string Archive = "/var/tmp/mail-factory-backup.tar";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        context.NeedOwnMachine("the mail store of a live server is not wiped");

        var account = context.Mailboxes.Second;
        var home = await HomeAsync(context, account, cancellationToken).ConfigureAwait(false);
        await StoreAsync(context, account, cancellationToken).ConfigureAwait(false);
        var before = await MailboxSnapshot.ReadAsync(context, account, uids: null, Stored, cancellationToken).ConfigureAwait(false);

        MimeMessage late;
        await AskAsync(context, "systemctl stop dovecot.socket dovecot.service 2>/dev/null || systemctl stop dovecot", cancellationToken)
            .ConfigureAwait(false);
        try
        {
            await AskAsync(context, $"tar -cpf {Archive} -C {home} .", cancellationToken).ConfigureAwait(false);
            var left = await WipeAndRestoreAsync(context, home, cancellationToken).ConfigureAwait(false);
            if (left.Length > 0)
            {
                return CheckFinding.Failed($"the mail store could not be wiped, so that restoring it would prove nothing: {left}");
            }

            late = TestMail.Create($"stranger@{context.Target.ForeignDomain}", "OPS-14 in the meantime", account.Address);
            await context.SendFromOutsideAsync(account.Address, late, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            using var soon = new CancellationTokenSource(context.Scaled(120), context.Time);
            await context.GuestAsync("systemctl start dovecot", soon.Token).ConfigureAwait(false);
            await context.GuestAsync($"rm -f {Archive}; postqueue -f", soon.Token).ConfigureAwait(false);
        }

        await ServiceReturn.UntilGreetedAsync(context, context.ImapService(), cancellationToken).ConfigureAwait(false);
        var after = await MailboxSnapshot
            .ReadAsync(context, account, [.. before.Messages.Keys], Stored, cancellationToken)
            .ConfigureAwait(false);
        var problems = before.Differences(after).ToList();
        var copies = await context.WaitForAsync(account, late, cancellationToken).ConfigureAwait(false);
        if (copies.Count != 1)
        {
            problems.Add($"{copies.Count} copies of a message that came in the meantime were delivered");
        }

        return CheckFinding.From(
            problems,
            $"{before.Messages.Count} messages kept UID, content and flags through backup, wipe and restore, and mail that came in the "
                + "meantime was delivered"
        );
    }

    private static async Task StoreAsync(CheckContext context, MailAccount account, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Stored; number++)
        {
            var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", $"OPS-14 stored {number}", account.Address);
            await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
            await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);
        }

        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var flagged = new StoreFlagsRequest(StoreAction.Add, MessageFlags.Flagged | MessageFlags.Seen)
        {
            Silent = true,
            Keywords = { "kept" },
        };
        await client.Inbox!.StoreAsync(client.Inbox.Count - 1, flagged, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The folder of the account's mail store, as a word for the shell; never a folder that holds more than that.</summary>
    private static async Task<string> HomeAsync(CheckContext context, MailAccount account, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(context, $"doveadm user -f home {ShellText.Quote(account.Address)}", cancellationToken)
            .ConfigureAwait(false);
        var home = answer.Trim();
        var name = account.Address.Split('@')[0];
        return home.StartsWith('/') && home.EndsWith($"/{name}", StringComparison.Ordinal) && !home.Contains('\n', StringComparison.Ordinal)
            ? ShellText.Quote(home)
            : throw new CheckSkippedException($"the mail store of {account.Address} is in {home}, which may hold more than its mail");
    }

    /// <summary>Returns what was left after wiping, whereupon nothing but the archive holds it.</summary>
    private static async Task<string> WipeAndRestoreAsync(CheckContext context, string home, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(context, $"find {home} -mindepth 1 -delete; find {home} -mindepth 1 | head -n 5", cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            using var soon = new CancellationTokenSource(context.Scaled(120), context.Time);
            await AskAsync(context, $"tar -xpf {Archive} -C {home}", soon.Token).ConfigureAwait(false);
        }
    }

    private static async Task<string> AskAsync(CheckContext context, string command, CancellationToken cancellationToken)
    {
        var result = await context.GuestAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsSuccess
            ? result.Output
            : throw new MailProtocolException($"{command} ended with exit code {result.ExitCode}: {(result.Error + result.Output).Trim()}");
    }
}
