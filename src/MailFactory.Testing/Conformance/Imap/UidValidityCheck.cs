using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>
/// A UID belongs to one message for ever: UIDs rise, are not given again after an expunge, and mean the same to a later session and after a
/// restart; a mailbox of the same name that is made anew cannot be taken for the old one.
/// </summary>
internal sealed class UidValidityCheck()
    : Check("IMAP-12", "UIDs and UIDVALIDITY last", Severity.Critical, "RFC 9051 sections 2.3.1.1 and 6.3.5")
{
    private const int Messages = 3;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        using var client = await ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        var mailbox = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (mailbox.ConfigureAwait(false))
        {
            var name = mailbox.Folder.FullName;
            var first = await FillAsync(mailbox.Folder, Messages, cancellationToken).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);

            var again = await ReadAsync(context, name, cancellationToken).ConfigureAwait(false);
            Compare("for another session", first, again, problems);

            var last = await ReplaceLastAsync(context, name, cancellationToken).ConfigureAwait(false);
            if (last.Validity != first.Validity)
            {
                problems.Add($"UIDVALIDITY was {first.Validity} and is {last.Validity} after an expunge and an APPEND");
            }
            else if (last.Uids[^1] <= first.Uids[^1])
            {
                problems.Add($"UID {last.Uids[^1]} was given to a new message after the one with UID {first.Uids[^1]} had been expunged");
            }

            if (context.SeesServices && context.Target.Guard is null)
            {
                (await context.GuestAsync("systemctl restart dovecot", cancellationToken).ConfigureAwait(false)).EnsureSuccess();
                await ServiceReturn.UntilGreetedAsync(context, context.ImapService(), cancellationToken).ConfigureAwait(false);
                Compare("after a restart", last, await ReadAsync(context, name, cancellationToken).ConfigureAwait(false), problems);
            }

            var anew = await MakeAnewAsync(context, name, cancellationToken).ConfigureAwait(false);
            if (anew.Validity == first.Validity && anew.Uids.Intersect(first.Uids).Any())
            {
                problems.Add($"a mailbox that was made anew under the same name has UIDVALIDITY {anew.Validity} and UIDs of the old one");
            }

            return problems.Finding(
                $"UIDs {string.Join(", ", first.Uids)} under UIDVALIDITY {first.Validity} stayed, none was given twice, and a mailbox made anew "
                    + $"has UIDVALIDITY {anew.Validity}"
            );
        }
    }

    private static void Compare(string when, State was, State now, Problems problems)
    {
        if (was.Validity != now.Validity)
        {
            problems.Add($"UIDVALIDITY was {was.Validity} and is {now.Validity} {when}");
        }
        else if (!was.Uids.SequenceEqual(now.Uids))
        {
            problems.Add($"the UIDs were {string.Join(", ", was.Uids)} and are {string.Join(", ", now.Uids)} {when}");
        }
    }

    private static Task<ImapClient> ConnectAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken);

    private static async Task<State> FillAsync(IMailFolder folder, int count, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= count; number++)
        {
            using var message = new MimeMessage
            {
                Subject = $"IMAP-12 number {number}",
                Body = new TextPart("plain") { Text = "UIDs" },
            };
            await folder.AppendAsync(new AppendRequest(message), cancellationToken).ConfigureAwait(false);
        }

        return await StateAsync(folder, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<State> StateAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var uids = await folder.FetchUidsAsync(cancellationToken).ConfigureAwait(false);
        return uids.Count == 0
            ? throw new MailProtocols.MailProtocolException($"{folder.FullName} is empty after APPEND")
            : new State(folder.UidValidity, uids);
    }

    private static async Task<State> ReadAsync(CheckContext context, string name, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        var folder = await client.GetFolderAsync(name, cancellationToken).ConfigureAwait(false);
        var state = await StateAsync(folder, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return state;
    }

    private static async Task<State> ReplaceLastAsync(CheckContext context, string name, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        var folder = await client.GetFolderAsync(name, cancellationToken).ConfigureAwait(false);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        await folder
            .StoreAsync(folder.Count - 1, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken)
            .ConfigureAwait(false);
        await folder.ExpungeAsync(cancellationToken).ConfigureAwait(false);
        await folder.CloseAsync(expunge: false, cancellationToken).ConfigureAwait(false);
        var state = await FillAsync(folder, 1, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return state;
    }

    private static async Task<State> MakeAnewAsync(CheckContext context, string name, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        var folder = await client.GetFolderAsync(name, cancellationToken).ConfigureAwait(false);
        var parent = folder.ParentFolder ?? throw new InvalidOperationException("a mailbox of a check has a parent");
        await folder.DeleteAsync(cancellationToken).ConfigureAwait(false);
        var anew =
            await parent.CreateAsync(folder.Name, isMessageFolder: true, cancellationToken).ConfigureAwait(false)
            ?? throw new MailProtocols.MailProtocolException("CREATE succeeded but the mailbox cannot be found");
        var state = await FillAsync(anew, Messages, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return state;
    }

    private sealed record State(uint Validity, IReadOnlyList<uint> Uids);
}
