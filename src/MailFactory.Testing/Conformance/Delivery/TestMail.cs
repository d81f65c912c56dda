using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MimeKit;
using MimeKit.Utils;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Makes and submits messages that can be told apart from all others.</summary>
internal static class TestMail
{
    /// <summary>A short text message with a Message-ID of its own.</summary>
    public static MimeMessage Create(string from, string subject, params IEnumerable<string> to)
    {
        var message = new MimeMessage { Subject = subject, MessageId = MimeUtils.GenerateMessageId("tester.example.org") };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.AddRange(to.Select(MailboxAddress.Parse));
        message.Body = new TextPart("plain") { Text = $"{subject}\r\n.\r\n..\r\nThe end.\r\n" };
        return message;
    }

    /// <summary>Submits with the sender's login and returns the server's final reply.</summary>
    public static async Task<string> SubmitAsync(
        this CheckContext context,
        MailService service,
        MailAccount sender,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var client = await context.Clients.SmtpAsync(service, sender, cancellationToken).ConfigureAwait(false);
        var reply = await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return reply;
    }

    /// <summary>Hands in a message on port 25 without a login, as a foreign server would.</summary>
    public static async Task<string> SendFromOutsideAsync(
        this CheckContext context,
        string recipient,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExpectAsync($"MAIL FROM:<{message.From.Mailboxes.First().Address}>", cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync($"RCPT TO:<{recipient}>", cancellationToken).ConfigureAwait(false);
            var reply = await session.DataAsync(Lines(message), cancellationToken).ConfigureAwait(false);
            return reply.IsAccepted ? reply.ToString() : throw new MailProtocolException($"port 25 refused the message: {reply}");
        }
    }

    private static string[] Lines(MimeMessage message) => message.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
