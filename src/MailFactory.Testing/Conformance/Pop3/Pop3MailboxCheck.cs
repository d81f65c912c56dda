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
            told = await CompareAsync(pop3, imap, message.MessageId!, problems, cancellationToken).ConfigureAwait(false);
            await OptionalAsync(pop3, message.MessageId!, problems, cancellationToken).ConfigureAwait(false);
            names.AddRange(await NameAsync(pop3, message.MessageId!, cancellationToken).ConfigureAwait(false));
            await pop3.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            await imap.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }

        using (var again = await context.Clients.Pop3Async(services[0], account, cancellationToken).ConfigureAwait(false))
        {
            names.AddRange(await NameAsync(again, message.MessageId!, cancellationToken).ConfigureAwait(false));
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

    private static async Task<string> CompareAsync(
        Pop3Client pop3,
        ImapClient imap,
        string messageId,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var sizes = await pop3.GetMessageSizesAsync(cancellationToken).ConfigureAwait(false);
        if (sizes.Count != pop3.Count)
        {
            problems.Add($"of {pop3.Count} messages LIST names {sizes.Count}");
        }

        if (await Pop3Copy.FindAsync(pop3, messageId, cancellationToken).ConfigureAwait(false) is not { } copy)
        {
            problems.Add($"the message that IMAP shows is not among the {pop3.Count} of POP3");
            return string.Empty;
        }

        if (copy.Index < sizes.Count && sizes[copy.Index] != copy.Bytes.Length)
        {
            problems.Add($"LIST tells {sizes[copy.Index]} bytes of a message of which RETR gives {copy.Bytes.Length}");
        }

        var found = await Arrival.FindAsync(imap.Inbox!, messageId, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            problems.Add("IMAP does not find the message any more");
            return string.Empty;
        }

        var stream = await imap.Inbox!.GetStreamAsync(found[0], cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            var (byPop3, byImap) = (Hash(copy.Bytes), Hash(bytes.ToArray()));
            if (byPop3 != byImap)
            {
                problems.Add($"RETR and IMAP return different bytes: {byPop3} and {byImap}");
            }

            return $"{pop3.Count} messages, the one of this check with {byPop3}";
        }
    }

    /// <summary>UIDL and TOP are optional (RFC 1939 section 7), and right where they are offered.</summary>
    private static async Task OptionalAsync(Pop3Client pop3, string messageId, Problems problems, CancellationToken cancellationToken)
    {
        foreach (var capability in new[] { Pop3Capabilities.UIDL, Pop3Capabilities.Top, Pop3Capabilities.User })
        {
            if (!pop3.Capabilities.HasFlag(capability))
            {
                problems.Unkept($"CAPA does not offer {capability.ToString().ToUpperInvariant()}");
            }
        }

        if (pop3.Capabilities.HasFlag(Pop3Capabilities.UIDL))
        {
            var names = (await pop3.GetMessageUidsAsync(cancellationToken).ConfigureAwait(false)).Distinct(StringComparer.Ordinal).Count();
            if (names != pop3.Count)
            {
                problems.Add($"for {pop3.Count} messages UIDL has {names} different names");
            }
        }

        if (
            pop3.Capabilities.HasFlag(Pop3Capabilities.Top)
            && await Pop3Copy.FindAsync(pop3, messageId, cancellationToken).ConfigureAwait(false) is { } copy
        )
        {
            var top = await pop3.GetMessageHeadersAsync(copy.Index, cancellationToken).ConfigureAwait(false);
            if (top["Message-Id"]?.Contains(messageId, StringComparison.Ordinal) != true)
            {
                problems.Add($"TOP of a message shows {top["Message-Id"] ?? "no Message-ID"} instead of {messageId}");
            }
        }
    }

    /// <summary>What UIDL calls a message; nothing where it is not offered or the message is not there.</summary>
    private static async Task<IEnumerable<string>> NameAsync(Pop3Client pop3, string messageId, CancellationToken cancellationToken) =>
        pop3.Capabilities.HasFlag(Pop3Capabilities.UIDL)
        && await Pop3Copy.FindAsync(pop3, messageId, cancellationToken).ConfigureAwait(false) is { } copy
            ? (await pop3.GetMessageUidsAsync(cancellationToken).ConfigureAwait(false)).Skip(copy.Index).Take(1)
            : [];

    private static string Hash(byte[] bytes) => $"{bytes.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}";
}
