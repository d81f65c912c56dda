using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit.Net.Pop3;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Takes a message out of a mailbox over POP3, as its bytes.</summary>
internal static class Pop3Copy
{
    // The message that is looked for was delivered a moment ago; what came in between is of the same check and those beside it.
    private const int Newest = 40;

    /// <summary>The message's bytes; null when it is not there.</summary>
    public static async Task<byte[]?> ReadAsync(
        CheckContext context,
        MailAccount account,
        string messageId,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.Clients.Pop3Async(context.Pop3Service(), account, cancellationToken).ConfigureAwait(false);
        var found = await FindAsync(client, messageId, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return found?.Bytes;
    }

    /// <summary>
    /// Where a message stands, counted from 0, and its bytes; null when it is neither among the forty last nor, as servers may number them as
    /// they like, the forty first.
    /// </summary>
    public static async Task<(int Index, byte[] Bytes)?> FindAsync(Pop3Client client, string messageId, CancellationToken cancellationToken)
    {
        var last = Enumerable.Range(0, client.Count).Reverse().Take(Newest);
        foreach (var index in last.Concat(Enumerable.Range(0, Math.Min(client.Count, Newest))).Distinct())
        {
            var copy = await Fetching
                .ReadAsync(
                    await client.GetStreamAsync(index, headersOnly: false, cancellationToken).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (Encoding.Latin1.GetString(copy).Contains(messageId, StringComparison.Ordinal))
            {
                return (index, copy);
            }
        }

        return null;
    }
}
