using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;
using MailService = MailFactory.Testing.MailProtocols.MailService;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>
/// Mail that a full mailbox cannot hold is refused while its sender is connected, and the same mail is taken before and afterwards.
/// </summary>
internal sealed class FullMailboxCheck()
    : Check("QTA-02", "A full mailbox refuses mail", Severity.Major, "RFC 9208 section 4.1.3, RFC 3463 section 3.3 (5.2.2)")
{
    private const int LetterKiB = 600;
    private const int PieceKiB = 6 * 1024;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Quota);
        var before = await OfferAsync(context, cancellationToken).ConfigureAwait(false);
        if (!before.IsAccepted)
        {
            return CheckFinding.Failed($"a mailbox that is not full answers: {before}");
        }

        SmtpReply full;
        using (
            var client = await context
                .OpenInboxAsync(context.Mailboxes.First, FolderAccess.ReadOnly, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var mailbox = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
            await using (mailbox.ConfigureAwait(false))
            {
                if (!await FillAsync(context, client, mailbox.Folder, cancellationToken).ConfigureAwait(false))
                {
                    return CheckFinding.Failed("the server reports no limit of the mailbox, so it cannot be filled");
                }

                full = await OfferUntilAsync(context, reply => !reply.IsAccepted, cancellationToken).ConfigureAwait(false);
            }
        }

        if (full.IsAccepted)
        {
            return CheckFinding.Failed($"mail of {LetterKiB} KiB for a mailbox with less room than that gets the reply: {full}");
        }

        var after = await OfferUntilAsync(context, reply => reply.IsAccepted, cancellationToken).ConfigureAwait(false);
        return after.IsAccepted
            ? CheckFinding.Passed($"mail that a full mailbox cannot hold gets the reply \"{full}\", and is taken before and afterwards")
            : CheckFinding.Failed($"after the mailbox was emptied it still answers: {after}");
    }

    // Dovecot counts what was stored and removed a moment later.
    private static async Task<SmtpReply> OfferUntilAsync(
        CheckContext context,
        Func<SmtpReply, bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var started = context.Time.GetTimestamp();
        while (true)
        {
            var reply = await OfferAsync(context, cancellationToken).ConfigureAwait(false);
            if (isEnough(reply) || context.Time.GetElapsedTime(started) > context.Scaled(15))
            {
                return reply;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Until there is less room than the letter needs; the last piece leaves some, as APPEND refuses what goes beyond.
    private static async Task<bool> FillAsync(
        CheckContext context,
        ImapClient client,
        IMailFolder folder,
        CancellationToken cancellationToken
    )
    {
        const int Room = LetterKiB / 2;
        while (true)
        {
            var quota = await StorageQuota.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            context.Transcript.Add($"tester  {quota.UsedKiB} of {quota.LimitKiB} KiB are used");
            if (quota.LeftKiB is not { } left)
            {
                return false;
            }

            if (left < LetterKiB)
            {
                return true;
            }

            await StorageQuota
                .AppendAsync(folder, context.Mailboxes.First.Address, Math.Min(PieceKiB, left - Room), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // Names the size, goes as far as RCPT, and sends nothing.
    private static async Task<SmtpReply> OfferAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExpectAsync($"MAIL FROM:<stranger@example.org> SIZE={LetterKiB * 1024}", cancellationToken).ConfigureAwait(false);
            return await session.CommandAsync($"RCPT TO:<{context.Mailboxes.First.Address}>", cancellationToken).ConfigureAwait(false);
        }
    }
}
