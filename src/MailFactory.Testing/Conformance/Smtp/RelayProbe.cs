using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Tries disguises at one way in.</summary>
/// <param name="context">What the check works with.</param>
/// <param name="door">The way in.</param>
internal sealed class RelayProbe(CheckContext context, RelayDoor door)
{
    // Postfix slows down after ten errors in a session and hangs up after twenty.
    private const int MostOfSession = 8;

    private const int Accepted = 250;

    // What the server says to a message that it should not take is asked once: somebody's server is not to be filled with mail to nobody.
    private SmtpReply? _proof;

    /// <summary>
    /// The answer that decided each attempt: the first that was no acceptance, or the one to the message itself. A server that hangs up on
    /// an attempt has refused it.
    /// </summary>
    public async Task<IReadOnlyList<(RelayAttempt Attempt, SmtpReply Reply)>> TryAsync(
        IEnumerable<RelayAttempt> attempts,
        CancellationToken cancellationToken
    )
    {
        var answers = new List<(RelayAttempt, SmtpReply)>();
        foreach (var group in attempts.GroupBy(attempt => attempt.Helo))
        {
            var waiting = new Queue<RelayAttempt>(group);
            while (waiting.Count > 0)
            {
                await TrySomeAsync(waiting, answers, cancellationToken).ConfigureAwait(false);
            }
        }

        return answers;
    }

    private async Task TrySomeAsync(
        Queue<RelayAttempt> waiting,
        List<(RelayAttempt Attempt, SmtpReply Reply)> answers,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context
            .GreetSmtpAsync(door.Service, door.Secure, cancellationToken, waiting.Peek().Helo)
            .ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            for (var count = 0; count < MostOfSession && waiting.Count > 0 && session.IsAlive; count++)
            {
                var attempt = waiting.Dequeue();
                try
                {
                    answers.Add((attempt, await TryAsync(session, attempt, cancellationToken).ConfigureAwait(false)));
                }
                catch (MailProtocolException error) when (error is not ServerSilentException and not SmtpRefusedException)
                {
                    answers.Add((attempt, SmtpReply.HungUp(error.Message)));
                }
            }
        }
    }

    private async Task<SmtpReply> TryAsync(SmtpDialogue session, RelayAttempt attempt, CancellationToken cancellationToken)
    {
        var reply = await session.CommandAsync($"MAIL FROM:<{attempt.From}>", cancellationToken).ConfigureAwait(false);
        foreach (var recipient in attempt.Recipients)
        {
            if (reply.IsAccepted)
            {
                reply = await session.CommandAsync($"RCPT TO:<{recipient}>", cancellationToken).ConfigureAwait(false);
            }
        }

        if (reply.IsAccepted)
        {
            // Some servers say no only here, which is as good (RFC 5321 section 3.3).
            reply = await session.CommandAsync("DATA", cancellationToken).ConfigureAwait(false);
            if (reply.Code == 354 && context.Target.Guard?.Allows(attempt.To) == false)
            {
                // Nobody gets a mail that the server's owner did not ask for.
                await session.HangUpAsync().ConfigureAwait(false);
                _proof ??= await ProveAsync(attempt, cancellationToken).ConfigureAwait(false);
                return _proof ?? new SmtpReply(Accepted, [$"{reply} (and no message was sent)"]);
            }

            if (reply.Code == 354)
            {
                return await session.SendLinesAsync(Message(attempt), cancellationToken).ConfigureAwait(false);
            }
        }

        await session.CommandAsync("RSET", cancellationToken).ConfigureAwait(false);
        return reply;
    }

    /// <summary>
    /// The reply to the same message to a domain that nobody can have (RFC 2606 section 2), as a server may say no as late as that (RFC 5321
    /// section 3.3); null when it says no earlier, for that domain's sake.
    /// </summary>
    private async Task<SmtpReply?> ProveAsync(RelayAttempt attempt, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(door.Service, door.Secure, cancellationToken, attempt.Helo).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var command in new[] { $"MAIL FROM:<{attempt.From}>", $"RCPT TO:<victim@{MailGuard.NobodysDomain}>", "DATA" })
            {
                var reply = await session.CommandAsync(command, cancellationToken).ConfigureAwait(false);
                if (!reply.IsAccepted && reply.Code != 354)
                {
                    return null;
                }
            }

            return await session.SendLinesAsync(Message(attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string[] Message(RelayAttempt attempt) => ["Subject: REL-01 relayed", string.Empty, attempt.ToString()];
}
