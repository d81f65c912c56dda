using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Where CHUNKING is offered, a mail that comes in two chunks arrives once and byte for byte.</summary>
internal sealed class ChunkingCheck() : Check("DLV-11", "Mail in chunks (BDAT)", Severity.Major, "RFC 3030 section 2; RFC 5321 section 4.4")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var letters = new List<(MailAccount, Letter)>();
        var taken = new List<MailService>();
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        foreach (var service in context.Offered(MailService.Smtp, MailService.Submission, MailService.Submissions))
        {
            if (!await context.OffersAsync(service, "CHUNKING", cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var isSubmission = service != MailService.Smtp;
            var (letter, _) = await context
                .SendLetterAsync(
                    service,
                    isSubmission ? sender : null,
                    isSubmission ? sender.Address : $"stranger@{context.Target.ForeignDomain}",
                    $"DLV-11 by {(int)service}",
                    receiver.Address,
                    cancellationToken,
                    inChunks: true
                )
                .ConfigureAwait(false);
            await context.JudgeAsync(receiver, letter, problems, cancellationToken).ConfigureAwait(false);
            letters.Add((receiver, letter));
            taken.Add(service);
        }

        if (taken.Count == 0)
        {
            return CheckFinding.NotApplicable("the server does not offer CHUNKING");
        }

        await context.JudgeOnceAsync(letters, problems, cancellationToken).ConfigureAwait(false);
        return problems.Finding($"mail in two chunks by {Offering.Numbers(taken)} arrives once and byte for byte");
    }
}
