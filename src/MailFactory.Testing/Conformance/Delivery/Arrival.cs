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
    // A second copy comes with the next delivery of the queue, or a moment after the first.
    private const double SettlingSeconds = 3;

    /// <summary>A logged-in client on port 993, or 143 where that is all there is, with INBOX selected.</summary>
    public static async Task<ImapClient> OpenInboxAsync(
        this CheckContext context,
        MailAccount account,
        FolderAccess access,
        CancellationToken cancellationToken
    )
    {
        var client = await context.Clients.ImapAsync(context.ImapService(), account, cancellationToken).ConfigureAwait(false);
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
        var copies = await context
            .WaitForAsync(account, message.MessageId!, message.Subject ?? string.Empty, cancellationToken)
            .ConfigureAwait(false);
        return [.. copies.Select(copy => MimeMessage.Load(new MemoryStream(copy), cancellationToken))];
    }

    /// <summary>Waits for a message like this, and returns the bytes of all its copies as IMAP gives them out.</summary>
    public static async Task<IReadOnlyList<byte[]>> WaitForAsync(
        this CheckContext context,
        MailAccount account,
        string messageId,
        string subject,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        await Wait.UntilAsync(
                $"the message \"{subject}\" is in the INBOX of {account.Address}",
                async token => await CountAsync(context, client, messageId, token).ConfigureAwait(false) > 0,
                context.Scaled(60),
                TimeSpan.FromMilliseconds(500),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);

        var copies = new List<byte[]>();
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            foreach (var id in await FindAsync(folder, messageId, cancellationToken).ConfigureAwait(false))
            {
                copies.Add(await folder.FetchBytesAsync(id, cancellationToken).ConfigureAwait(false));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return copies;
    }

    /// <summary>
    /// Gives a second copy the time to come: until the queue is empty, where it can be looked into, and then three seconds more, scaled.
    /// </summary>
    public static async Task SettleAsync(this CheckContext context, CancellationToken cancellationToken)
    {
        if (context.SeesServices)
        {
            await MailQueue.DrainAsync(context, context.Scaled(30), cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(context.Scaled(SettlingSeconds), context.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many copies of the message the account has now, in INBOX or where the server files mail.</summary>
    public static async Task<int> CountAsync(
        this CheckContext context,
        MailAccount account,
        string messageId,
        CancellationToken cancellationToken
    )
    {
        var counts = await context.CountAllAsync(account, [messageId], cancellationToken).ConfigureAwait(false);
        return counts[0];
    }

    /// <summary>How many copies of each of the messages the account has now, in INBOX or where the server files mail.</summary>
    public static async Task<IReadOnlyList<int>> CountAllAsync(
        this CheckContext context,
        MailAccount account,
        IReadOnlyList<string> messageIds,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var counts = new List<int>();
        foreach (var messageId in messageIds)
        {
            counts.Add(await CountAsync(context, client, messageId, cancellationToken).ConfigureAwait(false));
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return counts;
    }

    /// <summary>The message's identifiers in the INBOX that is selected.</summary>
    public static async Task<IList<UniqueId>> FindAsync(ImapClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        return await FindAsync(client.Inbox!, message.MessageId!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// INBOX and the folders into which the server files mail, as far as they are there; each one selected and up to date.
    /// </summary>
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

    /// <summary>The identifiers of the messages with a Message-ID in a folder that is selected.</summary>
    public static Task<IList<UniqueId>> FindAsync(IMailFolder folder, string messageId, CancellationToken cancellationToken) =>
        folder.SearchAsync(SearchQuery.HeaderContains("Message-Id", messageId), cancellationToken);

    private static async Task<int> CountAsync(
        CheckContext context,
        ImapClient client,
        string messageId,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            count += (await FindAsync(folder, messageId, cancellationToken).ConfigureAwait(false)).Count;
        }

        return count;
    }

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
