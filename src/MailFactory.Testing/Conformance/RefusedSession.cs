using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>
/// Whether a session is logged in although its login was refused: it is asked for what only those who are logged in may have. Each method
/// returns the answer that gives it away, or null.
/// </summary>
internal static class RefusedSession
{
    /// <summary>
    /// Whether mail to somebody outside is taken (RFC 6409 section 4.3), and not from just anybody; an open relay is another check's matter.
    /// </summary>
    public static async Task<string?> SendsAsync(
        CheckContext context,
        MailService service,
        SmtpDialogue session,
        CancellationToken cancellationToken
    )
    {
        if (await EnvelopeAsync(context, session, cancellationToken).ConfigureAwait(false) is not { } taken)
        {
            return null;
        }

        var (stranger, _) = await context.GreetSmtpAsync(service, secure: true, cancellationToken).ConfigureAwait(false);
        await using (stranger.ConfigureAwait(false))
        {
            return await EnvelopeAsync(context, stranger, cancellationToken).ConfigureAwait(false) is null ? taken : null;
        }
    }

    /// <summary>Whether a mailbox can be selected (RFC 9051 section 3.2).</summary>
    public static Task<string?> SelectsAsync(ImapDialogue session, CancellationToken cancellationToken) =>
        UnlessClosedAsync(async () =>
        {
            var reply = await session.CommandAsync("EXAMINE INBOX", cancellationToken).ConfigureAwait(false);
            return reply.IsOk ? $"EXAMINE INBOX gets the reply: {reply}" : null;
        });

    /// <summary>Whether the messages of a mailbox can be counted (RFC 1939 section 5).</summary>
    public static Task<string?> CountsAsync(Pop3Dialogue session, CancellationToken cancellationToken) =>
        UnlessClosedAsync(async () =>
        {
            var answer = await session.CommandAsync("STAT", cancellationToken).ConfigureAwait(false);
            return Pop3Dialogue.IsOk(answer) ? $"STAT gets the reply: {answer}" : null;
        });

    private static Task<string?> EnvelopeAsync(CheckContext context, SmtpDialogue session, CancellationToken cancellationToken) =>
        UnlessClosedAsync(async () =>
        {
            string[] commands = [$"MAIL FROM:<{context.Mailboxes.First.Address}>", $"RCPT TO:<victim@{context.Target.ForeignDomain}>"];
            SmtpReply? reply = null;
            foreach (var command in commands)
            {
                reply = await session.CommandAsync(command, cancellationToken).ConfigureAwait(false);
                if (!reply.IsAccepted)
                {
                    return null;
                }
            }

            return $"{commands[^1]} gets the reply: {reply}";
        });

    // Who hangs up on a wrong password lets nobody in.
    private static async Task<string?> UnlessClosedAsync(Func<Task<string?>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MailProtocolException error) when (error is not ServerSilentException)
        {
            return null;
        }
    }
}
