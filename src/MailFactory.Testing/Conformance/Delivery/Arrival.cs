using System.Runtime.CompilerServices;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Looks for messages over IMAP: in INBOX, and in the folders into which the server files mail at delivery.</summary>
internal static class Arrival
{
    /// <summary>A logged-in client on port 993 with INBOX selected.</summary>
    public static async Task<ImapClient> OpenInboxAsync(
        this CheckContext context,
        MailAccount account,
        FolderAccess access,
        CancellationToken cancellationToken
    )
    {
        var client = await context.Clients.ImapAsync(MailProtocols.MailService.Imaps, account, cancellationToken).ConfigureAwait(false);
        await client.Inbox!.OpenAsync(access, cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>
    /// Waits until the message is in the account's INBOX, or in a folder into which the server files mail, and returns all its
    /// copies; 60 s at most, scaled.
    /// </summary>
    public static async Task<IReadOnlyList<MimeMessage>> WaitForAsync(
        this CheckContext context,
        MailAccount account,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        await Wait.UntilAsync(
                $"the message \"{message.Subject}\" is in the INBOX of {account.Address}",
                async token => await CountAsync(context, client, message, token).ConfigureAwait(false) > 0,
                context.Scaled(60),
                TimeSpan.FromMilliseconds(500),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);

        var copies = new List<MimeMessage>();
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            foreach (var id in await FindAsync(folder, message, cancellationToken).ConfigureAwait(false))
            {
                copies.Add(await folder.GetMessageAsync(id, cancellationToken).ConfigureAwait(false));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return copies;
    }

    /// <summary>How many copies of the message the account has now, in INBOX or where the server files mail.</summary>
    public static async Task<int> CountAsync(
        this CheckContext context,
        MailAccount account,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var count = await CountAsync(context, client, message, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>The message's identifiers in the INBOX that is selected.</summary>
    public static async Task<IList<UniqueId>> FindAsync(ImapClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        return await FindAsync(client.Inbox!, message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>INBOX and the folders into which the server files mail, as far as they are there; each one selected and up to date.</summary>
    public static async IAsyncEnumerable<IMailFolder> FoldersAsync(
        this CheckContext context,
        ImapClient client,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var name in context.Profile.Folders.Prepend("INBOX"))
        {
            if (await FolderAsync(client, name, cancellationToken).ConfigureAwait(false) is not { } folder)
            {
                continue;
            }

            if (!folder.IsOpen)
            {
                await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
            }

            await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
            yield return folder;
        }
    }

    private static async Task<int> CountAsync(
        CheckContext context,
        ImapClient client,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            count += (await FindAsync(folder, message, cancellationToken).ConfigureAwait(false)).Count;
        }

        return count;
    }

    private static Task<IList<UniqueId>> FindAsync(IMailFolder folder, MimeMessage message, CancellationToken cancellationToken) =>
        folder.SearchAsync(SearchQuery.HeaderContains("Message-Id", message.MessageId!), cancellationToken);

    private static async Task<IMailFolder?> FolderAsync(ImapClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return name == "INBOX" ? client.Inbox : await client.GetFolderAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (FolderNotFoundException)
        {
            return null;
        }
    }
}
