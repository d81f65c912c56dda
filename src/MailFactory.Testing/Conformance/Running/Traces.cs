using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace MailFactory.Testing.Conformance.Running;

/// <summary>Removes from test accounts what the checks left there: their mail, reports about it, and mailboxes that they made.</summary>
internal static partial class Traces
{
    private const int MostPasses = 3;

    /// <summary>
    /// Where new mail begins in each mailbox of each account, to be noted before any check: what is older is nobody's to remove. An account
    /// that cannot be looked into is left out, and so nothing is removed there.
    /// </summary>
    public static async Task<MailBefore> NoteAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        var marks = new Dictionary<string, MailboxMark?>(StringComparer.Ordinal);
        foreach (var account in context.Mailboxes.Keeping)
        {
            try
            {
                using var client = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
                foreach (var folder in await FoldersAsync(client, cancellationToken).ConfigureAwait(false))
                {
                    marks[KeyOf(account, folder)] = await MarkAsync(folder, cancellationToken).ConfigureAwait(false);
                }

                accounts.Add(account.Address);
                await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsOfTheServer(error))
            {
                // The checks say what is wrong with the server.
            }
        }

        return new MailBefore(accounts, marks);
    }

    private static async Task<MailboxMark?> MarkAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        if (!CanHoldMail(folder))
        {
            return null;
        }

        try
        {
            await folder.StatusAsync(StatusItems.UidValidity | StatusItems.UidNext, cancellationToken).ConfigureAwait(false);
            return folder.UidNext is { } next ? new MailboxMark(folder.UidValidity, next.Id) : null;
        }
        catch (ImapCommandException)
        {
            return null;
        }
    }

    /// <summary>What was removed and what could not be, a sentence each.</summary>
    /// <param name="context">The server and its accounts.</param>
    /// <param name="before">Where new mail began before the checks.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        CheckContext context,
        MailBefore before,
        CancellationToken cancellationToken
    )
    {
        var told = new List<string>();
        var (mails, mailboxes) = (0, 0);
        foreach (var account in context.Mailboxes.Keeping)
        {
            if (!before.Accounts.Contains(account.Address))
            {
                told.Add($"the mailbox of {account.Address} was not cleaned: it could not be looked into before the checks");
            }

            try
            {
                // Mail may come late; a pass that finds nothing is the last one.
                for (var pass = 1; pass <= MostPasses; pass++)
                {
                    var (foundMails, foundMailboxes) = await OfAccountAsync(context, account, before, told, cancellationToken)
                        .ConfigureAwait(false);
                    (mails, mailboxes) = (mails + foundMails, mailboxes + foundMailboxes);
                    if (foundMails + foundMailboxes == 0)
                    {
                        break;
                    }
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsOfTheServer(error))
            {
                if (before.Accounts.Contains(account.Address))
                {
                    told.Add($"the mailbox of {account.Address} was not cleaned: {error.Message}");
                }
            }
        }

        return [Removed(mails, mailboxes), .. told.Distinct()];
    }

    /// <summary>How much was removed, in words.</summary>
    internal static string Removed(int mails, int mailboxes) =>
        $"removed afterwards: {Count(mails, "mail")} and {Count(mailboxes, "mailbox", "mailboxes")} of the checks";

    private static string Count(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";

    private static async Task<(int Mails, int Mailboxes)> OfAccountAsync(
        CheckContext context,
        MailAccount account,
        MailBefore before,
        List<string> told,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
        var (mails, mailboxes) = (0, 0);
        foreach (var folder in await FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            if (Scratch().IsMatch(folder.Name))
            {
                mailboxes += await DeleteAsync(folder, told, cancellationToken).ConfigureAwait(false);
            }
            else if (CanHoldMail(folder) && before.Accounts.Contains(account.Address))
            {
                var isOld = before.Mailboxes.TryGetValue(KeyOf(account, folder), out var mark);
                var (found, isEmptied) =
                    isOld && mark is null ? (0, false) : await DeleteMailAsync(folder, mark, cancellationToken).ConfigureAwait(false);
                mails += found;

                // The server made it for mail of the checks, and it holds nothing else.
                if (!isOld && isEmptied && folder != client.Inbox)
                {
                    mailboxes += await DeleteAsync(folder, told, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return (mails, mailboxes);
    }

    // Mailboxes within others come first, so that none is in the way of its parent.
    private static async Task<List<IMailFolder>> FoldersAsync(ImapClient client, CancellationToken cancellationToken)
    {
        var folders = new List<IMailFolder> { client.Inbox! };
        foreach (var space in client.PersonalNamespaces)
        {
            folders.AddRange(await client.GetFoldersAsync(space, cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return [.. folders.DistinctBy(folder => folder.FullName).OrderByDescending(folder => folder.FullName.Length)];
    }

    /// <summary>
    /// Every mail of a check came from the name that the tester gives itself, which stands in its trace, its Message-ID and in each report
    /// about it. Only new mail is looked at, which in a mailbox without a mark is all, and the server's search is not relied on: it may find
    /// everything.
    /// </summary>
    private static async Task<(int Found, bool IsEmptied)> DeleteMailAsync(
        IMailFolder folder,
        MailboxMark? mark,
        CancellationToken cancellationToken
    )
    {
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var found = new List<UniqueId>();
        if (mark is null || folder.UidValidity == mark.Validity)
        {
            var all = await folder.SearchAsync(SearchQuery.MessageContains(SmtpDialogue.OwnName), cancellationToken).ConfigureAwait(false);
            foreach (var id in all.Where(id => mark is null || id.Id >= mark.Next))
            {
                if (await IsOursAsync(folder, id, cancellationToken).ConfigureAwait(false))
                {
                    found.Add(id);
                }
            }
        }

        if (found.Count > 0)
        {
            await folder
                .StoreAsync(found, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken)
                .ConfigureAwait(false);
            await folder.ExpungeAsync(found, cancellationToken).ConfigureAwait(false);
        }

        // Asked anew: another session may have put mail there meanwhile.
        var isEmptied =
            mark is null
            && found.Count > 0
            && (await folder.SearchAsync(SearchQuery.All, cancellationToken).ConfigureAwait(false)).Count == 0;
        await folder.CloseAsync(expunge: false, cancellationToken).ConfigureAwait(false);
        return (found.Count, isEmptied);
    }

    private static async Task<bool> IsOursAsync(IMailFolder folder, UniqueId id, CancellationToken cancellationToken)
    {
        var stream = await folder.GetStreamAsync(id, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return text.Contains(SmtpDialogue.OwnName, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static bool IsOfTheServer(Exception error) => error is NotOfferedException || ServerFault.Describe(error, null) is not null;

    private static bool CanHoldMail(IMailFolder folder) =>
        (folder.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0;

    private static string KeyOf(MailAccount account, IMailFolder folder) => $"{account.Address}\n{folder.FullName}";

    private static async Task<int> DeleteAsync(IMailFolder folder, List<string> told, CancellationToken cancellationToken)
    {
        try
        {
            await folder.DeleteAsync(cancellationToken).ConfigureAwait(false);
            return 1;
        }
        catch (ImapCommandException error)
        {
            told.Add($"the mailbox {folder.FullName} was not removed: {error.Message}");
            return 0;
        }
    }

    [GeneratedRegex("^check-[0-9a-f]{32}$", RegexOptions.NonBacktracking)]
    private static partial Regex Scratch();
}
