using MailFactory.Testing.MailProtocols;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Fetches what a server must tell of messages; one that it does not tell is the server's fault.</summary>
internal static class Fetching
{
    /// <summary>What the server tells of one message.</summary>
    public static async Task<IMessageSummary> FetchOneAsync(
        this IMailFolder folder,
        UniqueId uid,
        MessageSummaryItems items,
        CancellationToken cancellationToken
    )
    {
        var found = await folder.FetchAsync([uid], items, cancellationToken).ConfigureAwait(false);
        return found.Count == 1
            ? found[0]
            : throw new MailProtocolException($"UID FETCH {uid.Id} is answered with {found.Count} messages instead of one");
    }

    /// <summary>The UIDs of all messages of a mailbox that is selected, in their order.</summary>
    public static async Task<IReadOnlyList<uint>> FetchUidsAsync(this IMailFolder folder, CancellationToken cancellationToken)
    {
        var found = await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId, cancellationToken).ConfigureAwait(false);
        return found.Count == folder.Count && found.All(message => message.UniqueId.IsValid)
            ? [.. found.Select(message => message.UniqueId.Id)]
            : throw new MailProtocolException(
                $"FETCH 1:* (UID) tells {found.Count(message => message.UniqueId.IsValid)} UIDs of the {folder.Count} messages of {folder.FullName}"
            );
    }

    /// <summary>The Message-IDs of all messages of a mailbox that is selected, without angle brackets; empty where there is none.</summary>
    public static async Task<IReadOnlyList<string>> FetchMessageIdsAsync(this IMailFolder folder, CancellationToken cancellationToken)
    {
        var request = new FetchRequest(MessageSummaryItems.UniqueId, [HeaderId.MessageId]);
        var found = await folder.FetchAsync(0, -1, request, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(message => message.Headers?[HeaderId.MessageId]?.Trim().Trim('<', '>') ?? string.Empty)];
    }

    /// <summary>A message of a mailbox that is selected, as its bytes.</summary>
    public static async Task<byte[]> FetchBytesAsync(this IMailFolder folder, UniqueId uid, CancellationToken cancellationToken) =>
        await ReadAsync(await folder.GetStreamAsync(uid, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Everything that a stream holds, which is closed.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using (stream.ConfigureAwait(false))
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes.ToArray();
        }
    }
}
