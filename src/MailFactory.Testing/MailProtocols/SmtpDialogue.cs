namespace MailFactory.Testing.MailProtocols;

/// <summary>An SMTP session spoken by hand over a <see cref="LineConnection"/>.</summary>
/// <param name="connection">The connection, which the dialogue closes.</param>
/// <param name="trust">What a TLS handshake must satisfy.</param>
internal sealed class SmtpDialogue(LineConnection connection, CertificateTrust trust) : IAsyncDisposable
{
    /// <summary>Reads one reply, all its lines.</summary>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new MailProtocolException($"the server sent a line that is not an SMTP reply: {line}");
            }

            lines.Add(line.Length > 4 ? line[4..] : string.Empty);
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }
    }

    /// <summary>Sends a command and reads its reply.</summary>
    public async Task<SmtpReply> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command that must be accepted; throws <see cref="MailProtocolException"/> with the reply when it is not.</summary>
    public async Task<SmtpReply> ExpectAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await CommandAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.IsAccepted || reply.Code is 334 or 354
            ? reply
            : throw new MailProtocolException($"\"{command.Split(' ')[0]}\" should have been accepted but was answered: {reply}");
    }

    /// <summary>Says EHLO and returns the reply with the capabilities.</summary>
    public Task<SmtpReply> EhloAsync(CancellationToken cancellationToken) => ExpectAsync("EHLO tester.example.org", cancellationToken);

    /// <summary>Upgrades to TLS (RFC 3207); EHLO is to be said again.</summary>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        await connection.UpgradeAsync(trust.ClientOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message after RCPT was accepted; <paramref name="lines"/> hold no line breaks.</summary>
    public async Task<SmtpReply> DataAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await ExpectAsync("DATA", cancellationToken).ConfigureAwait(false);
        foreach (var line in lines)
        {
            await connection.SendAsync(line.StartsWith('.') ? "." + line : line, cancellationToken).ConfigureAwait(false);
        }

        return await CommandAsync(".", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says goodbye if the server still listens, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await connection.SendAsync("QUIT", soon.Token).ConfigureAwait(false);
        }
        catch (Exception error)
            when (error is IOException or OperationCanceledException or MailProtocolException or InvalidOperationException)
        {
            // The session is over already; closing is all that is left.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
