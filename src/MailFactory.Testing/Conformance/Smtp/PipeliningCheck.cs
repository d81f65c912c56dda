using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Where PIPELINING is offered, commands that come in one packet are answered one by one and in their order.</summary>
internal sealed class PipeliningCheck() : Check("SMTP-12", "Commands in one packet", Severity.Minor, "RFC 2920 sections 3.1 and 3.2")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // The refusal in the middle tells the answers apart.
        string[] commands =
        [
            $"MAIL FROM:<stranger@{context.Target.ForeignDomain}>",
            $"RCPT TO:<{context.Mailboxes.Second.Address}>",
            $"RCPT TO:<no-such-user@{context.Mailboxes.Domain}>",
            $"RCPT TO:<{context.Mailboxes.First.Address}>",
            "RSET",
            "NOOP",
        ];
        IReadOnlyList<SmtpReply>? replies = null;
        await Persistence
            .TryAsync(
                context,
                async token =>
                {
                    replies = await SendAsync(context, commands, token).ConfigureAwait(false);
                    return replies?.FirstOrDefault(reply => reply.IsPutOff) ?? new SmtpReply(250, ["nothing was put off"]);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (replies is null)
        {
            return CheckFinding.NotApplicable("the server does not offer PIPELINING");
        }

        var told = string.Join(" ", replies.Select(reply => reply.Code));
        var isRight = replies.Select(reply => reply.IsRefused || reply.IsPutOff).SequenceEqual([false, false, true, false, false, false]);
        return isRight
            ? CheckFinding.Passed($"{commands.Length} commands in one packet are answered in their order: {told}")
            : CheckFinding.Failed(
                $"{MailSocket.Name(MailService.Smtp)}: commands in one packet "
                    + $"({string.Join(", ", commands.Select(command => command.Split(' ')[0]))}, the second RCPT with an unknown user) get the "
                    + $"replies: {told}"
            );
    }

    /// <summary>The replies, one for each command; null where PIPELINING is not offered.</summary>
    private static async Task<IReadOnlyList<SmtpReply>?> SendAsync(
        CheckContext context,
        IReadOnlyList<string> commands,
        CancellationToken cancellationToken
    )
    {
        var (session, ehlo) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (!ehlo.Offers("PIPELINING"))
            {
                return null;
            }

            await session
                .SendMoreAsync(string.Concat(commands.Select(command => $"{command}\r\n")), cancellationToken)
                .ConfigureAwait(false);
            var replies = new List<SmtpReply>();
            foreach (var command in commands)
            {
                context.Transcript.Add($"{session.Name} C: {command}");
                replies.Add(await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false));
            }

            return replies;
        }
    }
}
