using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail from a foreign server, on port 25 without a login, arrives in every domain, once, byte for byte, and nowhere else.</summary>
internal sealed class InboundCheck()
    : Check("DLV-03", "Mail from outside", Severity.Critical, "RFC 5321 sections 3.3, 4.4 and 4.5.2; RFC 6152")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var sender = $"stranger@{context.Target.ForeignDomain}";
        var reply = string.Empty;
        var letters = new List<(MailAccount, Letter)>();
        // Most servers of today speak TLS to each other.
        var speaksTls = await context.OffersAsync(MailService.Smtp, "STARTTLS", cancellationToken).ConfigureAwait(false);
        if (speaksTls)
        {
            reply = await SendAsync(context.Mailboxes.OfEachDomain[0], "DLV-03 inside TLS", secure: true).ConfigureAwait(false);
        }

        foreach (var receiver in context.Mailboxes.OfEachDomain)
        {
            reply = await SendAsync(receiver, "DLV-03", secure: false).ConfigureAwait(false);
        }

        await context.JudgeOnceAsync(letters, problems, cancellationToken).ConfigureAwait(false);
        return problems.Finding(
            $"mail from outside to {string.Join(", ", letters.Select(letter => letter.Item1.Address).Distinct())} arrives once and byte "
                + $"for byte{(speaksTls ? ", in clear text and inside TLS" : string.Empty)}; the server said: {reply}"
        );

        async Task<string> SendAsync(MailAccount receiver, string subject, bool secure)
        {
            var (letter, answer) = await context
                .SendLetterAsync(
                    MailService.Smtp,
                    login: null,
                    sender,
                    $"{subject} to {receiver.Address}",
                    receiver.Address,
                    cancellationToken,
                    secure
                )
                .ConfigureAwait(false);
            await context.JudgeAsync(receiver, letter, problems, cancellationToken).ConfigureAwait(false);
            letters.Add((receiver, letter));
            return answer;
        }
    }
}
