using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Takes a message out of a mailbox over POP3, as its bytes.</summary>
internal static class Pop3Copy
{
    // The message that is looked for was delivered a moment ago; what came in between is of the same check and those beside it.
    private const int Newest = 40;

    /// <summary>The message's bytes; null when it is not among the forty newest.</summary>
    public static async Task<byte[]?> ReadAsync(
        CheckContext context,
        MailAccount account,
        string messageId,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.Clients.Pop3Async(context.Pop3Service(), account, cancellationToken).ConfigureAwait(false);
        for (var index = client.Count - 1; index >= Math.Max(0, client.Count - Newest); index--)
        {
            var stream = await client.GetStreamAsync(index, headersOnly: false, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
                if (Encoding.Latin1.GetString(copy.ToArray()).Contains(messageId, StringComparison.Ordinal))
                {
                    await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
                    return copy.ToArray();
                }
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
