using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>Asks a server about a recipient, as patiently as a sender would.</summary>
internal static class Asking
{
    /// <summary>
    /// The answer to a stranger's RCPT on port 25; a temporary one is asked for again later. Where RCPT is accepted, the answer to the
    /// message is not looked for.
    /// </summary>
    public static Task<SmtpReply> AskRecipientAsync(this CheckContext context, string recipient, CancellationToken cancellationToken) =>
        Persistence.TryAsync(
            context,
            async token =>
            {
                var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, token).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    await session.ExpectAsync($"MAIL FROM:<stranger@{context.Target.ForeignDomain}>", token).ConfigureAwait(false);
                    return await session.CommandAsync($"RCPT TO:<{recipient}>", token).ConfigureAwait(false);
                }
            },
            cancellationToken
        );
}
