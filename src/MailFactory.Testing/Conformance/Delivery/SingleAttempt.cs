using MailFactory.Testing.MailProtocols;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Hands in a message once, for checks in which what a server puts off is an answer and not to be tried again.</summary>
internal static class SingleAttempt
{
    /// <summary>
    /// The first reply on port 25 that is not an acceptance, or the one to the message; nothing is tried again.
    /// </summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="from">The sender of the envelope.</param>
    /// <param name="to">The recipient of the envelope.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    public static async Task<SmtpReply> HandInAsync(
        CheckContext context,
        string from,
        string to,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            string[] envelope = [$"MAIL FROM:<{from}>", $"RCPT TO:<{to}>"];
            foreach (var command in envelope)
            {
                var reply = await session.CommandAsync(command, cancellationToken).ConfigureAwait(false);
                if (!reply.IsAccepted)
                {
                    return reply;
                }
            }

            return await session.DataAsync(Letter.Of(message).Lines, cancellationToken).ConfigureAwait(false);
        }
    }
}
