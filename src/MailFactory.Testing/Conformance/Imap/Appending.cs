using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>Appends messages whose UIDs are known afterwards, with UIDPLUS or without.</summary>
internal static class Appending
{
    /// <summary>Appends a message and returns its UID: as APPEND told it, or by a search for its Message-ID.</summary>
    /// <param name="folder">The mailbox.</param>
    /// <param name="request">The message, its flags and its date.</param>
    /// <param name="messageId">Its Message-ID.</param>
    /// <param name="tells">Whether the server offers UIDPLUS (RFC 4315), so that it must tell.</param>
    /// <param name="problems">Told when it must and does not.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<UniqueId> AppendKnownAsync(
        this IMailFolder folder,
        AppendRequest request,
        string messageId,
        bool tells,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        if (await folder.AppendAsync(request, cancellationToken).ConfigureAwait(false) is { } told)
        {
            return told;
        }

        if (tells)
        {
            problems.Add("APPEND returned no UID (APPENDUID), although UIDPLUS is offered");
        }

        if (!folder.IsOpen)
        {
            await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        }

        var found = await Arrival.FindAsync(folder, messageId, cancellationToken).ConfigureAwait(false);
        return found.Count == 1
            ? found[0]
            : throw new MailProtocolException($"after APPEND the mailbox holds the message {found.Count} times");
    }
}
