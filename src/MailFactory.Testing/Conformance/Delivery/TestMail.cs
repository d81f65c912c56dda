using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit.Net.Smtp;
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

    /// <summary>Submits with the sender's login and returns the server's final reply; what is put off is tried again.</summary>
    public static async Task<string> SubmitAsync(
        this CheckContext context,
        MailService service,
        MailAccount sender,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Accepted(service, message, await Persistence.TryAsync(context, OnceAsync, cancellationToken).ConfigureAwait(false));

        async Task<SmtpReply> OnceAsync(CancellationToken token)
        {
            using var client = await context.Clients.SmtpAsync(service, sender, token).ConfigureAwait(false);
            try
            {
                var reply = await client.SendAsync(message, token).ConfigureAwait(false);
                await client.DisconnectAsync(quit: true, token).ConfigureAwait(false);
                return new SmtpReply(250, [reply]);
            }
            catch (SmtpCommandException refused)
            {
                return new SmtpReply((int)refused.StatusCode, [refused.Message]);
            }
        }
    }

    /// <summary>Hands in a message on port 25 without a login, as a foreign server would; what is put off is tried again.</summary>
    public static async Task<string> SendFromOutsideAsync(
        this CheckContext context,
        string recipient,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        return Accepted(MailService.Smtp, message, await Persistence.TryAsync(context, OnceAsync, cancellationToken).ConfigureAwait(false));

        async Task<SmtpReply> OnceAsync(CancellationToken token)
        {
            var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ExpectAsync($"MAIL FROM:<{message.From.Mailboxes.First().Address}>", token).ConfigureAwait(false);
                await session.ExpectAsync($"RCPT TO:<{recipient}>", token).ConfigureAwait(false);
                return await session.DataAsync(Lines(message), token).ConfigureAwait(false);
            }
        }
    }

    private static string Accepted(MailService service, MimeMessage message, SmtpReply reply) =>
        reply.IsAccepted
            ? reply.ToString()
            : throw new MailProtocolException($"{MailSocket.Name(service)}: the message \"{message.Subject}\" was not accepted: {reply}");

    private static string[] Lines(MimeMessage message) => message.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
