using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Looks for messages in INBOXes over IMAP.</summary>
internal static class Arrival
{
    /// <summary>A logged-in client on port 993 with INBOX selected.</summary>
    public static async Task<ImapClient> OpenInboxAsync(
        this CheckContext context, MailAccount account, FolderAccess access, CancellationToken cancellationToken)
    {
        var client = await context.Clients.ImapAsync(MailProtocols.MailService.Imaps, account, cancellationToken).ConfigureAwait(false);
        await client.Inbox!.OpenAsync(access, cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>Waits until the message is in the account's INBOX and returns all its copies; 60 s at most, scaled.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> WaitForAsync(
        this CheckContext context, MailAccount account, MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var inbox = client.Inbox!;
        await Wait.UntilAsync(
            $"the message \"{message.Subject}\" is in the INBOX of {account.Address}",
            async token => (await FindAsync(client, message, token).ConfigureAwait(false)).Count > 0,
            context.Scaled(60),
            TimeSpan.FromMilliseconds(500),
            context.Time,
            cancellationToken).ConfigureAwait(false);

        var copies = new List<MimeMessage>();
        foreach (var id in await FindAsync(client, message, cancellationToken).ConfigureAwait(false))
        {
            copies.Add(await inbox.GetMessageAsync(id, cancellationToken).ConfigureAwait(false));
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return copies;
    }

    /// <summary>How many copies of the message are in the account's INBOX now.</summary>
    public static async Task<int> CountAsync(this CheckContext context, MailAccount account, MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var count = (await FindAsync(client, message, cancellationToken).ConfigureAwait(false)).Count;
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>The message's identifiers in the INBOX that is selected.</summary>
    public static async Task<IList<UniqueId>> FindAsync(ImapClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        return await client.Inbox!.SearchAsync(SearchQuery.HeaderContains("Message-Id", message.MessageId!), cancellationToken).ConfigureAwait(false);
    }
}
