using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A logged-in user can send as herself on 465 and 587, but not as somebody else.</summary>
internal sealed class SenderForgeryCheck()
    : Check(
        "POL-01",
        "No sending as somebody else",
        Severity.Major,
        "RFC 6409 section 4.3",
        "a sender who is not the login's own is refused (RFC 6409 section 6.1 allows it)"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (self, other) = (context.Mailboxes.First, context.Mailboxes.Second);
        if (self == other)
        {
            return CheckFinding.NotApplicable("the configuration has only one account that keeps its mail");
        }

        var problems = new Problems(context);
        SmtpReply? forged = null;
        foreach (var service in context.Offered(MailService.Submission, MailService.Submissions))
        {
            var (session, _) = await context.GreetSmtpAsync(service, secure: true, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.LogInAsync(self, cancellationToken).ConfigureAwait(false);
                var own = await SendAsAsync(session, self.Address, other.Address, cancellationToken).ConfigureAwait(false);
                if (!own.IsAccepted)
                {
                    problems.Add($"{session.Name}: sending as oneself gets the reply: {own}");
                }

                forged = await SendAsAsync(session, other.Address, other.Address, cancellationToken).ConfigureAwait(false);
                if (forged.IsAccepted)
                {
                    problems.Unkept(
                        $"{session.Name}: sending as {other.Address} with the login of {self.Address} gets the reply: {forged}"
                    );
                }
            }
        }

        return problems.Finding($"a forged sender gets the reply: {forged}");
    }

    /// <summary>The reply that decides: to MAIL when that refuses, else to RCPT, to which Postfix puts off its refusals.</summary>
    private static async Task<SmtpReply> SendAsAsync(SmtpDialogue session, string from, string to, CancellationToken cancellationToken)
    {
        var reply = await session.CommandAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
        if (reply.IsAccepted)
        {
            reply = await session.CommandAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false);
        }

        await session.ExpectAsync("RSET", cancellationToken).ConfigureAwait(false);
        return reply;
    }
}
