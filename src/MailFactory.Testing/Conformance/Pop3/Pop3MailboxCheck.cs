using System.Security.Cryptography;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Pop3;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>POP3 shows the INBOX that IMAP shows: the same number of messages, stable unique names, the same bytes.</summary>
internal sealed class Pop3MailboxCheck()
    : Check("POP-01", "POP3 shows what IMAP shows", Severity.Major, "RFC 1939 sections 5 and 7", "CAPA with UIDL, TOP and USER (RFC 2449)")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.Second;
        var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", "POP-01", account.Address);
        await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);

        using var imap = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        using var pop3 = await context.Clients.Pop3Async(context.Pop3Service(), account, cancellationToken).ConfigureAwait(false);
        if (pop3.Count != imap.Inbox!.Count)
        {
            return CheckFinding.Failed($"STAT counts {pop3.Count} messages, IMAP {imap.Inbox.Count}");
        }

        var problems = new Problems(context);
        foreach (var capability in new[] { Pop3Capabilities.UIDL, Pop3Capabilities.Top, Pop3Capabilities.User })
        {
            if (!pop3.Capabilities.HasFlag(capability))
            {
                problems.Unkept($"CAPA does not offer {capability.ToString().ToUpperInvariant()}");
            }
        }

        var sizes = await pop3.GetMessageSizesAsync(cancellationToken).ConfigureAwait(false);
        if (sizes.Count != pop3.Count)
        {
            problems.Add($"of {pop3.Count} messages LIST names {sizes.Count}");
        }

        await OptionalAsync(pop3, message.MessageId!, problems, cancellationToken).ConfigureAwait(false);

        var uid = (await Arrival.FindAsync(imap, message, cancellationToken).ConfigureAwait(false))[0];
        var (byPop3, byImap) = (
            await HashAsync(
                    await pop3.GetStreamAsync(pop3.Count - 1, headersOnly: false, cancellationToken).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false),
            await HashAsync(await imap.Inbox.GetStreamAsync(uid, cancellationToken).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false)
        );
        if (byPop3 != byImap)
        {
            problems.Add($"RETR and IMAP return different bytes: {byPop3} and {byImap}");
        }

        var count = pop3.Count;
        await pop3.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        await imap.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return problems.Finding($"{count} messages over POP3 and IMAP alike; the last has the same bytes ({byPop3})");
    }

    /// <summary>UIDL and TOP are optional (RFC 1939 section 7), and right where they are offered.</summary>
    private static async Task OptionalAsync(Pop3Client pop3, string messageId, Problems problems, CancellationToken cancellationToken)
    {
        if (pop3.Capabilities.HasFlag(Pop3Capabilities.UIDL))
        {
            var names = (await pop3.GetMessageUidsAsync(cancellationToken).ConfigureAwait(false)).Distinct(StringComparer.Ordinal).Count();
            if (names != pop3.Count)
            {
                problems.Add($"for {pop3.Count} messages UIDL has {names} different names");
            }
        }

        if (pop3.Capabilities.HasFlag(Pop3Capabilities.Top))
        {
            var top = await pop3.GetMessageHeadersAsync(pop3.Count - 1, cancellationToken).ConfigureAwait(false);
            if (top["Message-Id"]?.Contains(messageId, StringComparison.Ordinal) != true)
            {
                problems.Add($"TOP of the last message shows {top["Message-Id"] ?? "no Message-ID"} instead of {messageId}");
            }
        }
    }

    private static async Task<string> HashAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using (stream.ConfigureAwait(false))
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            return $"{copy.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(copy.ToArray()))[..16]}";
        }
    }
}
