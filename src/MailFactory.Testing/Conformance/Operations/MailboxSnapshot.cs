using System.Security.Cryptography;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>What must not change in an INBOX: its UIDVALIDITY, and UID, content and flags of its newest messages.</summary>
/// <param name="UidValidity">The mailbox's UIDVALIDITY.</param>
/// <param name="Messages">A line with hash and flags for each UID.</param>
internal sealed record MailboxSnapshot(uint UidValidity, IReadOnlyDictionary<uint, string> Messages)
{
    /// <summary>Reads the INBOX's newest messages.</summary>
    public static async Task<MailboxSnapshot> ReadAsync(
        CheckContext context,
        MailAccount account,
        IReadOnlyCollection<uint>? uids,
        int newest,
        CancellationToken cancellationToken
    )
    {
        using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var inbox = client.Inbox!;
        var items = MessageSummaryItems.UniqueId | MessageSummaryItems.Flags;
        var summaries = uids is null
            ? await inbox.FetchAsync(Math.Max(0, inbox.Count - newest), -1, items, cancellationToken).ConfigureAwait(false)
            : await inbox.FetchAsync([.. uids.Select(uid => new UniqueId(uid))], items, cancellationToken).ConfigureAwait(false);
        var messages = new Dictionary<uint, string>();
        foreach (var summary in summaries)
        {
            var flags = summary.Flags.GetValueOrDefault() & ~MessageFlags.Recent;
            messages[summary.UniqueId.Id] =
                $"{await HashAsync(inbox, summary.UniqueId, cancellationToken).ConfigureAwait(false)} "
                + $"({flags}{string.Concat(summary.Keywords.Order().Select(word => $", {word}"))})";
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return new MailboxSnapshot(inbox.UidValidity, messages);
    }

    /// <summary>What is different now.</summary>
    public IEnumerable<string> Differences(MailboxSnapshot now)
    {
        if (now.UidValidity != UidValidity)
        {
            yield return $"UIDVALIDITY was {UidValidity} and is {now.UidValidity}";
        }

        foreach (var (uid, was) in Messages)
        {
            if (!now.Messages.TryGetValue(uid, out var current))
            {
                yield return $"the message with UID {uid} is gone";
            }
            else if (current != was)
            {
                yield return $"the message with UID {uid} was {was} and is {current}";
            }
        }
    }

    private static async Task<string> HashAsync(IMailFolder inbox, UniqueId uid, CancellationToken cancellationToken)
    {
        var stream = await inbox.GetStreamAsync(uid, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false))[..16];
        }
    }
}
