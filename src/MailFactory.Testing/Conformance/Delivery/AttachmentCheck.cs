using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Attachments of all kinds come out of IMAP exactly as they went into SMTP.</summary>
internal sealed class AttachmentCheck()
    : Check("DLV-04", "Attachments are kept byte for byte", Severity.Critical, "RFC 2045; RFC 2231; RFC 5321 section 4.4")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var limit = await context.SizeLimitAsync(context.SubmissionService(), cancellationToken).ConfigureAwait(false);
        using var message = AttachmentZoo.Create(sender.Address, receiver.Address, limit);
        var letter = Letter.Of(message);
        await context
            .SendLetterAsync(context.SubmissionService(), sender, _ => letter, receiver.Address, cancellationToken)
            .ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, letter.MessageId, letter.Subject, cancellationToken).ConfigureAwait(false);
        if (copies.Count != 1)
        {
            return CheckFinding.Failed($"{copies.Count} copies arrived");
        }

        using var copy = MimeMessage.Load(new MemoryStream(copies[0]), cancellationToken);
        var (wanted, found) = (MimeTree.Describe(message.Body!), MimeTree.Describe(copy.Body!));
        problems.Add(MimeTree.Differences(wanted, found));
        problems.Add(LetterComparison.Differences(letter, copies[0]));
        return problems.Finding($"all {wanted.Count} parts arrived with the same structure, names and SHA-256, in the same bytes");
    }
}
