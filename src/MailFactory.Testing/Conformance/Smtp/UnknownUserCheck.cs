using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Mail to an unknown user of any domain is refused in the session itself, not bounced to a forged sender later.</summary>
internal sealed class UnknownUserCheck()
    : Check(
        "RCP-01",
        "Unknown user is refused at once",
        Severity.Critical,
        "RFC 5321 section 3.3",
        "the refusal comes at RCPT, as 550 5.1.1 (RFC 3463)"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        SmtpReply? unknown = null;
        foreach (var domain in context.Mailboxes.Domains)
        {
            var address = $"no-such-user@{domain}";
            unknown = await context.AskRecipientAsync(address, cancellationToken).ConfigureAwait(false);
            if (unknown.IsAccepted)
            {
                // A bounce later is lawful, and hits whoever's name was forged.
                problems.Unkept($"smtp/25: RCPT TO:<{address}>, an unknown user, gets the reply: {unknown}");
            }
            else if (unknown.Code != 550 || !unknown.Lines[0].StartsWith("5.1.1", StringComparison.Ordinal))
            {
                problems.Unkept($"smtp/25: RCPT TO:<{address}>, an unknown user, is not answered 550 5.1.1 but: {unknown}");
            }
        }

        foreach (var account in context.Mailboxes.OfEachDomain)
        {
            var known = await context.AskRecipientAsync(account.Address, cancellationToken).ConfigureAwait(false);
            if (!known.IsAccepted)
            {
                problems.Add($"smtp/25: RCPT TO:<{account.Address}>, a known user, gets the reply: {known}");
            }
        }

        return problems.Finding($"an unknown user of {string.Join(", ", context.Mailboxes.Domains)} is refused with: {unknown}");
    }
}
