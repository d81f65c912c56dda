using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>Brings a connection to the point where the next byte is TLS.</summary>
internal static class HandshakeStart
{
    /// <summary>Connects and, where TLS is not implicit, asks for it in the service's own protocol.</summary>
    public static async Task<LineConnection> BringToHandshakeAsync(
        this CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    )
    {
        var connection = await context.ConnectAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!service.IsImplicitTls())
            {
                await AskAsync(connection, service, cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the greeting of a service that begins in clear text and, in SMTP, says EHLO.</summary>
    public static async Task GreetAsync(this LineConnection connection, MailService service, CancellationToken cancellationToken)
    {
        var greeting = await ReadReplyAsync(connection, cancellationToken).ConfigureAwait(false);
        while (service == MailService.ManageSieve && greeting.StartsWith('"'))
        {
            greeting = await ReadReplyAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        if (service is MailService.Smtp or MailService.Submission)
        {
            await connection.SendAsync($"EHLO {SmtpDialogue.OwnName}", cancellationToken).ConfigureAwait(false);
            await ReadReplyAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AskAsync(LineConnection connection, MailService service, CancellationToken cancellationToken)
    {
        await connection.GreetAsync(service, cancellationToken).ConfigureAwait(false);
        var (command, ready) = service switch
        {
            MailService.Imap => ("a1 STARTTLS", "a1 OK"),
            MailService.Pop3 => ("STLS", "+OK"),
            _ => ("STARTTLS", "220"),
        };
        await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
        var reply = await ReadReplyAsync(connection, cancellationToken).ConfigureAwait(false);

        // IMAP may say something on its own account before the tagged reply.
        while (service == MailService.Imap && reply.StartsWith("* ", StringComparison.Ordinal))
        {
            reply = await ReadReplyAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        if (!reply.StartsWith(ready, StringComparison.OrdinalIgnoreCase))
        {
            throw new MailProtocolException($"{MailSocket.Name(service)}: {command} got the reply: {reply}");
        }
    }

    private static async Task<string> ReadReplyAsync(LineConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var continues = line.Length > 3 && line[3] == '-' && char.IsAsciiDigit(line[0]);
            if (!continues)
            {
                return line;
            }
        }
    }
}
