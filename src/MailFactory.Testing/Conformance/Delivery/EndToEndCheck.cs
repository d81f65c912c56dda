using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// A mail submitted on 587 or 465 arrives once, byte for byte over IMAP and POP3, with trace headers and the right envelope.
/// </summary>
internal sealed class EndToEndCheck()
    : Check("DLV-01", "End to end: submission to IMAP and POP3", Severity.Critical, "RFC 5321 sections 4.4, 4.5.2 and 4.5.3.1.6; RFC 6152")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var reply = string.Empty;
        var letters = new List<(MailAccount, Letter)>();
        var services = context.Offered(MailService.Submission, MailService.Submissions);
        foreach (var service in services)
        {
            (var letter, reply) = await context
                .SendLetterAsync(service, sender, sender.Address, $"DLV-01 by {(int)service}", receiver.Address, cancellationToken)
                .ConfigureAwait(false);
            await context.JudgeAsync(receiver, letter, problems, cancellationToken).ConfigureAwait(false);
            letters.Add((receiver, letter));
        }

        await context.JudgeOnceAsync(letters, problems, cancellationToken).ConfigureAwait(false);
        return problems.Finding(
            $"mail by {Offering.Numbers(services)} arrives once, byte for byte and with trace headers; the server said: {reply}"
        );
    }
}
