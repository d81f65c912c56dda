using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A client that says nothing but nonsense is sent away, with 421 before the server closes the connection.</summary>
internal sealed class ErrorLimitCheck()
    : Check(
        "SMTP-13",
        "Too many unknown commands end the connection",
        Severity.Minor,
        "RFC 5321 sections 3.8 and 4.2.4",
        "after 25 unknown commands at the latest the connection is over"
    )
{
    private const int Most = 25;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            for (var number = 1; number <= Most; number++)
            {
                var reply = await AskAsync(session, $"NONSENSE {number}", cancellationToken).ConfigureAwait(false);
                if (reply is { IsRefused: true })
                {
                    continue;
                }

                // Between two commands a server may only close what it has announced to close (RFC 5321 section 3.8).
                if (reply is null)
                {
                    problems.Add($"{session.Name}: the server hangs up at unknown command number {number} without 421");
                }
                else if (reply.Code != 421)
                {
                    problems.Add($"{session.Name}: unknown command number {number} gets the reply: {reply}");
                }
                else if (await AskAsync(session, "NOOP", cancellationToken).ConfigureAwait(false) is { } more)
                {
                    problems.Add($"{session.Name}: after \"{reply}\" the session goes on: NOOP gets the reply: {more}");
                }

                return problems.Finding($"unknown command number {number} gets the reply \"{reply}\", and the connection is closed");
            }

            problems.Unkept($"{session.Name}: {Most} unknown commands are all answered, and the session goes on");
            return problems.Finding($"{Most} unknown commands are all refused");
        }
    }

    /// <summary>The reply to a command; null when the server hung up.</summary>
    private static async Task<SmtpReply?> AskAsync(SmtpDialogue session, string command, CancellationToken cancellationToken)
    {
        try
        {
            return await session.CommandAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (MailProtocolException error) when (error is not ServerSilentException && !session.IsAlive)
        {
            return null;
        }
    }
}
