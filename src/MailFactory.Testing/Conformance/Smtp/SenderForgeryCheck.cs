using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A logged-in user can send as herself, but not as somebody else.</summary>
internal sealed class SenderForgeryCheck() : Check("POL-01", "No sending as somebody else", Severity.Major, "RFC 6409 section 6.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (self, other) = (context.Mailboxes.First, context.Mailboxes.Second);
        if (self == other)
        {
            return CheckFinding.NotApplicable("the configuration has only one account that keeps its mail");
        }

        var (session, _) = await context.GreetSmtpAsync(context.SubmissionService(), secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{self.Address}\0{self.Password}"));
            await session.ExpectAsync($"AUTH PLAIN {credentials}", cancellationToken).ConfigureAwait(false);
            var own = await SendAsAsync(session, self.Address, other.Address, cancellationToken).ConfigureAwait(false);
            var forged = await SendAsAsync(session, other.Address, other.Address, cancellationToken).ConfigureAwait(false);
            var problems = new List<string>();
            if (!own.IsAccepted)
            {
                problems.Add($"sending as oneself is answered: {own}");
            }

            if (!forged.IsRefused)
            {
                problems.Add($"sending as {other.Address} with the login of {self.Address} is answered: {forged}");
            }

            return CheckFinding.From(problems, $"a forged sender is refused with: {forged}");
        }
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
