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

    /// <summary>What was removed and what could not be, a sentence each.</summary>
    /// <param name="context">The server and its accounts.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IReadOnlyList<string>> RemoveAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        var (mails, mailboxes) = (0, 0);
        foreach (var account in context.Mailboxes.Keeping)
        {
            try
            {
                // Mail may come late; a pass that finds nothing is the last one.
                for (var pass = 1; pass <= MostPasses; pass++)
                {
                    var (foundMails, foundMailboxes) = await OfAccountAsync(context, account, told, cancellationToken)
                        .ConfigureAwait(false);
                    (mails, mailboxes) = (mails + foundMails, mailboxes + foundMailboxes);
                    if (foundMails + foundMailboxes == 0)
                    {
                        break;
                    }
                }
            }
            catch (Exception error)
                when (!cancellationToken.IsCancellationRequested
                    && (error is NotOfferedException || ServerFault.Describe(error, null) is not null)
                )
            {
                told.Add($"the mailbox of {account.Address} was not cleaned: {error.Message}");
            }
        }

        return [$"removed afterwards: {mails} mails and {mailboxes} mailboxes of the checks", .. told.Distinct()];
    }

    private static async Task<(int Mails, int Mailboxes)> OfAccountAsync(
        CheckContext context,
        MailAccount account,
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
            else if ((folder.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0)
            {
                mails += await DeleteMailAsync(folder, cancellationToken).ConfigureAwait(false);
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
    /// about it.
    /// </summary>
    private static async Task<int> DeleteMailAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var found = await folder.SearchAsync(SearchQuery.MessageContains(SmtpDialogue.OwnName), cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            await folder
                .StoreAsync(found, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken)
                .ConfigureAwait(false);
            await folder.ExpungeAsync(found, cancellationToken).ConfigureAwait(false);
        }

        await folder.CloseAsync(expunge: false, cancellationToken).ConfigureAwait(false);
        return found.Count;
    }

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
