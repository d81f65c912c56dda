using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// Only CRLF . CRLF ends a message; a line feed of its own, or a carriage return or a NUL, must not let a second message be smuggled in.
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
        ("CR . LF", "\r.\n"),
        ("CR . CRLF", "\r.\r\n"),
        ("CRLF NUL . CRLF", "\r\n\0.\r\n"),
    ];

    // The reply to QUIT, or to whoever said what may not be said: "service not available, closing" (RFC 5321 section 3.8).
    private static readonly int[] _closing = [221, 421];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var services = context.Offered(MailService.Smtp, MailService.Submission, MailService.Submissions);
        foreach (var service in services)
        {
            foreach (var (name, end) in _ends)
            {
                var replies = await TryAsync(context, service, end, cancellationToken).ConfigureAwait(false);
                if (replies.Skip(1).Any(reply => !_closing.Contains(reply.Code)))
                {
                    problems.Add(
                        $"{MailSocket.Name(service)}: {name} ends a message, and what follows in it is obeyed: {string.Join(", ", replies)}"
                    );
                }
            }
        }

        return problems.Finding(
            $"on {Offering.Numbers(services)} none of {string.Join(", ", _ends.Select(end => end.Name))} ends a message"
        );
    }

    /// <summary>All replies to a message that holds another one behind a false end; what is put off is tried again.</summary>
    private static async Task<IReadOnlyList<SmtpReply>> TryAsync(
        CheckContext context,
        MailService service,
        string end,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<SmtpReply> replies = [];
        var first = await Persistence
            .TryAsync(
                context,
                async token =>
                {
                    await context.Pace.WaitAsync(token).ConfigureAwait(false);
                    replies = await OnceAsync(context, service, end, token).ConfigureAwait(false);
                    return replies.Count > 0 ? replies[0] : SmtpReply.HungUp("the server hung up");
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return first.IsPutOff
            ? throw new SmtpRefusedException($"{MailSocket.Name(service)}: the message is put off: {first}", first)
            : replies;
    }

    private static async Task<IReadOnlyList<SmtpReply>> OnceAsync(
        CheckContext context,
        MailService service,
        string end,
        CancellationToken cancellationToken
    )
    {
        var sender = context.Mailboxes.First;
        var isSubmission = service != MailService.Smtp;
        var (session, _) = await context.GreetSmtpAsync(service, isSubmission, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (isSubmission)
            {
                await session.LogInAsync(sender, cancellationToken).ConfigureAwait(false);
            }

            var from = isSubmission ? sender.Address : $"stranger@{context.Target.ForeignDomain}";
            var to = context.Mailboxes.Second.Address;
            await session.ExpectAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync("DATA", cancellationToken).ConfigureAwait(false);
            var message =
                $"From: <{from}>\r\nTo: <{to}>\r\nSubject: SMTP-10 outer\r\n\r\nouter{end}"
                + $"MAIL FROM:<{from}>\r\nRCPT TO:<{to}>\r\nDATA\r\nSubject: SMTP-10 smuggled\r\n"
                + "\r\ninner\r\n.\r\nQUIT\r\n";
            await session.SendRawAsync(message, cancellationToken).ConfigureAwait(false);
            return await session.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
