using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Attachments of all kinds come out of IMAP exactly as they went into SMTP.</summary>
internal sealed class AttachmentCheck() : Check("DLV-04", "Attachments are kept byte for byte", Severity.Critical, "RFC 2045; RFC 2231")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        using var sent = AttachmentZoo.Create(sender.Address, receiver.Address);
        await context.SubmitAsync(context.SubmissionService(), sender, sent, cancellationToken).ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, sent, cancellationToken).ConfigureAwait(false);
        if (copies.Count != 1)
        {
            return CheckFinding.Failed($"{copies.Count} copies arrived");
        }

        var (wanted, found) = (MimeTree.Describe(sent.Body!), MimeTree.Describe(copies[0].Body!));
        return CheckFinding.From(
            MimeTree.Differences(wanted, found),
            $"all {wanted.Count} parts arrived with the same structure, names and SHA-256"
        );
    }
}
