using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Mail to an unknown user is refused in the session itself, not bounced to a forged sender later.</summary>
internal sealed class UnknownUserCheck()
    : Check("RCP-01", "Unknown user is refused at once", Severity.Critical, "RFC 5321 section 3.3; RFC 3463")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExpectAsync($"MAIL FROM:<stranger@{context.Target.ForeignDomain}>", cancellationToken).ConfigureAwait(false);
            var unknown = await session
                .CommandAsync($"RCPT TO:<no-such-user@{context.Mailboxes.Domain}>", cancellationToken)
                .ConfigureAwait(false);
            var known = await session.CommandAsync($"RCPT TO:<{context.Mailboxes.First.Address}>", cancellationToken).ConfigureAwait(false);
            var problems = new List<string>();
            if (unknown.Code != 550 || !unknown.Lines[0].StartsWith("5.1.1", StringComparison.Ordinal))
            {
                problems.Add($"an unknown user is answered: {unknown}");
            }

            if (!known.IsAccepted)
            {
                problems.Add($"a known user is answered: {known}");
            }

            return CheckFinding.From(problems, $"an unknown user is refused with: {unknown}");
        }
    }
}
