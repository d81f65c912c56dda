using System.Security.Cryptography;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using FolderAccess = MailKit.FolderAccess;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>
/// POP3 shows the INBOX that IMAP shows, on each of its ports: the same number of messages, right sizes, unique names that last, the same
/// bytes.
/// </summary>
internal sealed class Pop3MailboxCheck()
    : Check("POP-01", "POP3 shows what IMAP shows", Severity.Major, "RFC 1939 sections 5 and 7", "CAPA with UIDL, TOP and USER (RFC 2449)")
{
    // Mail of another check may come in between the two counts.
    private const int MostCounts = 3;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.Second;
        using var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", "POP-01", account.Address);
        await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);

        var problems = new Problems(context);
        var services = context.Offered(MailService.Pop3, MailService.Pop3s);
        var names = new List<string>();
        var told = string.Empty;
        foreach (var service in services)
        {
            using var imap = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
            using var pop3 = await CountAlikeAsync(context, service, account, imap, problems, cancellationToken).ConfigureAwait(false);
            var sizes = await SizesAsync(pop3, problems, cancellationToken).ConfigureAwait(false);
            var all = await NamesAsync(pop3, problems, cancellationToken).ConfigureAwait(false);
            if (await Pop3Copy.FindAsync(pop3, message.MessageId!, cancellationToken).ConfigureAwait(false) is { } copy)
            {
                told = await CompareAsync(pop3, copy, sizes, imap, message.MessageId!, problems, cancellationToken).ConfigureAwait(false);
                names.AddRange(all.Skip(copy.Index).Take(1));
            }
            else
            {
                problems.Add($"the message that IMAP shows is not among the {pop3.Count} of POP3");
            }

            await pop3.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            await imap.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }

        using (var again = await context.Clients.Pop3Async(services[0], account, cancellationToken).ConfigureAwait(false))
        {
            if (await Pop3Copy.FindAsync(again, message.MessageId!, cancellationToken).ConfigureAwait(false) is { } copy)
            {
                names.AddRange((await UidlAsync(again, cancellationToken).ConfigureAwait(false)).Skip(copy.Index).Take(1));
            }

            await again.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }

        if (names.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            problems.Add($"UIDL names the same message otherwise in another session: {string.Join(", ", names)}");
        }

        return problems.Finding($"POP3 on {Offering.Numbers(services)} and IMAP show the same: {told}");
    }

    /// <summary>A POP3 session that counts as many messages as IMAP, if there is one.</summary>
    private static async Task<Pop3Client> CountAlikeAsync(
        CheckContext context,
        MailService service,
        MailAccount account,
        ImapClient imap,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var pop3 = await context.Clients.Pop3Async(service, account, cancellationToken).ConfigureAwait(false);
            await imap.NoOpAsync(cancellationToken).ConfigureAwait(false);
            if (pop3.Count == imap.Inbox!.Count)
            {
                return pop3;
            }

            if (attempt == MostCounts)
            {
                problems.Add($"{MailSocket.Name(service)}: STAT counts {pop3.Count} messages, IMAP {imap.Inbox.Count}");
                return pop3;
            }

            await pop3.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            pop3.Dispose();
        }
    }

    private static async Task<IList<int>> SizesAsync(Pop3Client pop3, Problems problems, CancellationToken cancellationToken)
    {
        var sizes = await pop3.GetMessageSizesAsync(cancellationToken).ConfigureAwait(false);
        if (sizes.Count != pop3.Count)
        {
            problems.Add($"of {pop3.Count} messages LIST names {sizes.Count}");
        }

        return sizes;
    }

    /// <summary>Size, bytes and, where it is offered, TOP of one message (RFC 1939 sections 5 and 7). Returns what was compared.</summary>
    private static async Task<string> CompareAsync(
        Pop3Client pop3,
        (int Index, byte[] Bytes) copy,
        IList<int> sizes,
        ImapClient imap,
        string messageId,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        if (copy.Index < sizes.Count && sizes[copy.Index] != copy.Bytes.Length)
        {
            problems.Add($"LIST tells {sizes[copy.Index]} bytes of a message of which RETR gives {copy.Bytes.Length}");
        }

        if (pop3.Capabilities.HasFlag(Pop3Capabilities.Top))
        {
            var top = await pop3.GetMessageHeadersAsync(copy.Index, cancellationToken).ConfigureAwait(false);
            if (top["Message-Id"]?.Contains(messageId, StringComparison.Ordinal) != true)
            {
                problems.Add($"TOP of a message shows {top["Message-Id"] ?? "no Message-ID"} instead of {messageId}");
            }
        }

        var found = await Arrival.FindAsync(imap.Inbox!, messageId, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            problems.Add("IMAP does not find the message any more");
            return string.Empty;
        }

        var (byPop3, byImap) = (
            Hash(copy.Bytes),
            Hash(await imap.Inbox!.FetchBytesAsync(found[0], cancellationToken).ConfigureAwait(false))
        );
        if (byPop3 != byImap)
        {
            problems.Add($"RETR and IMAP return different bytes: {byPop3} and {byImap}");
        }

        return $"{pop3.Count} messages, the one of this check with {byPop3}";
    }

    /// <summary>UIDL is optional (RFC 1939 section 7), and right where it is offered. Returns its names.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(Pop3Client pop3, Problems problems, CancellationToken cancellationToken)
    {
        foreach (var capability in new[] { Pop3Capabilities.UIDL, Pop3Capabilities.Top, Pop3Capabilities.User })
        {
            if (!pop3.Capabilities.HasFlag(capability))
            {
                problems.Unkept($"CAPA does not offer {capability.ToString().ToUpperInvariant()}");
            }
        }

        var names = await UidlAsync(pop3, cancellationToken).ConfigureAwait(false);
        var different = names.Distinct(StringComparer.Ordinal).Count();
        if (pop3.Capabilities.HasFlag(Pop3Capabilities.UIDL) && different != pop3.Count)
        {
            problems.Add($"for {pop3.Count} messages UIDL has {different} different names");
        }

        return names;
    }

    private static async Task<IReadOnlyList<string>> UidlAsync(Pop3Client pop3, CancellationToken cancellationToken) =>
        pop3.Capabilities.HasFlag(Pop3Capabilities.UIDL)
            ? [.. await pop3.GetMessageUidsAsync(cancellationToken).ConfigureAwait(false)]
            : [];

    private static string Hash(byte[] bytes) => $"{bytes.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}";
}
