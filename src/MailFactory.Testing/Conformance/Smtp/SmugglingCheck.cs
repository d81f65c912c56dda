using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// Only CRLF . CRLF ends a message; a line feed of its own, or a carriage return, must not let a second message be smuggled in.
/// </summary>
internal sealed class SmugglingCheck()
    : Check("SMTP-10", "No smuggling by bare line feeds", Severity.Major, "RFC 5321 sections 2.3.8 and 4.1.1.4")
{
    private static readonly (string Name, string End)[] _ends =
    [
        ("LF . LF", "\n.\n"),
        ("LF . CRLF", "\n.\r\n"),
        ("CRLF . LF", "\r\n.\n"),
        ("CR . CR", "\r.\r"),
        ("CRLF . CR", "\r\n.\r"),
    ];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        foreach (var (name, end) in _ends)
        {
            var replies = await TryAsync(context, end, cancellationToken).ConfigureAwait(false);
            if (replies.Count(reply => reply.Code != Closing) > 1)
            {
                problems.Add($"smtp/25: {name} ends a message, and what follows in it is obeyed: {string.Join(", ", replies)}");
            }
        }

        return problems.Finding($"none of {string.Join(", ", _ends.Select(end => end.Name))} ends a message");
    }

    private const int Closing = 221;

    /// <summary>All replies to a message that holds another one behind a false end.</summary>
    private static async Task<IReadOnlyList<SmtpReply>> TryAsync(CheckContext context, string end, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (from, to) = ($"stranger@{context.Target.ForeignDomain}", context.Mailboxes.First.Address);
            await session.ExpectAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
            var recipient = await session.CommandAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false);
            if (!recipient.IsAccepted)
            {
                return [recipient];
            }

            await session.ExpectAsync("DATA", cancellationToken).ConfigureAwait(false);
            var message =
                $"From: <{from}>\r\nTo: <{to}>\r\nSubject: SMTP-10 outer\r\n\r\nouter{end}"
                + $"MAIL FROM:<smuggler@{context.Target.ForeignDomain}>\r\nRCPT TO:<{to}>\r\nDATA\r\nSubject: SMTP-10 smuggled\r\n"
                + "\r\ninner\r\n.\r\nQUIT\r\n";
            await session.SendRawAsync(message, cancellationToken).ConfigureAwait(false);
            return await session.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
