using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// Encoded words and long folded fields come out as they went in: byte for byte in the message, and decoded alike in IMAP's ENVELOPE.
/// </summary>
internal sealed class EncodedHeadersCheck()
    : Check(
        "DLV-07",
        "Encoded and folded headers",
        Severity.Minor,
        "RFC 2047 section 2; RFC 5322 sections 2.1.1 and 2.2.3; RFC 9051 section 7.5.2"
    )
{
    private const string Subject =
        "Grüße aus Köln – 你好, мир; and a tail that is long enough to be folded over several lines of the header";
    private const string Name = "Jörg Mäßig, Straße 5";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var message = TestMail.Create(sender.Address, Subject, receiver.Address);
        message.From.Clear();
        message.From.Add(new MailboxAddress(Encoding.UTF8, Name, sender.Address));
        // More targets than a line holds (RFC 5322 section 2.1.1: 78 characters).
        message.Headers.Add(
            "References",
            string.Join(' ', Enumerable.Range(1, 12).Select(number => $"<reference-{number}@{SmtpDialogue.OwnName}>"))
        );
        var (letter, _) = await context
            .SendLetterAsync(context.SubmissionService(), sender, _ => Letter.Of(message), receiver.Address, cancellationToken)
            .ConfigureAwait(false);
        await context.JudgeAsync(receiver, letter, problems, cancellationToken).ConfigureAwait(false);
        await JudgeEnvelopeAsync(context, letter, problems, cancellationToken).ConfigureAwait(false);
        return problems.Finding(
            $"an encoded subject, an encoded name and {letter.Fields.Count(field => field.Contains('\n', StringComparison.Ordinal))} folded "
                + "fields come out byte for byte, and IMAP's ENVELOPE tells the same"
        );
    }

    private static async Task JudgeEnvelopeAsync(
        CheckContext context,
        Letter letter,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        using var client = await context
            .OpenInboxAsync(context.Mailboxes.Second, FolderAccess.ReadOnly, cancellationToken)
            .ConfigureAwait(false);
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            var ids = await Arrival.FindAsync(folder, letter.MessageId, cancellationToken).ConfigureAwait(false);
            if (ids.Count == 0)
            {
                continue;
            }

            var envelope = (
                await folder
                    .FetchOneAsync(ids[0], MessageSummaryItems.Envelope | MessageSummaryItems.UniqueId, cancellationToken)
                    .ConfigureAwait(false)
            ).Envelope;
            if (envelope?.Subject != Subject)
            {
                problems.Add($"the ENVELOPE's subject is \"{envelope?.Subject}\" instead of \"{Subject}\"");
            }

            if (envelope?.From.Mailboxes.FirstOrDefault()?.Name is var name && name != Name)
            {
                problems.Add($"the ENVELOPE's sender is \"{name}\" instead of \"{Name}\"");
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }
}
