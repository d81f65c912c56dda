using System.Globalization;
using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.MailProtocols;

/// <summary>An SMTP session spoken by hand over a <see cref="LineConnection"/>.</summary>
/// <param name="connection">The connection, which the dialogue closes.</param>
/// <param name="trust">What a TLS handshake must satisfy.</param>
internal sealed class SmtpDialogue(LineConnection connection, CertificateTrust trust) : IAsyncDisposable
{
    /// <summary>The name that the tester gives itself.</summary>
    public const string OwnName = "tester.example.org";

    /// <summary>The service and its port, such as <c>smtp/25</c>.</summary>
    public string Name => connection.Name;

    /// <summary>Whether the server still listens.</summary>
    public bool IsAlive => connection.IsAlive;

    /// <summary>Reads one reply, all its lines; the wait for each is the connection's patience unless another is given.</summary>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await connection.ReadLineAsync(cancellationToken, patience).ConfigureAwait(false);
            if (!IsReplyLine(line))
            {
                throw new MailProtocolException($"{Name}: the server sent a line that is not an SMTP reply: {line}");
            }

            lines.Add(line.Length > 4 ? line[4..] : string.Empty);
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), lines);
            }
        }
    }

    // The first digit is 2 to 5, and a blank or a hyphen is all that may follow the third (RFC 5321 section 4.2).
    private static bool IsReplyLine(string line) =>
        line.Length >= 3
        && line[0] is >= '2' and <= '5'
        && char.IsAsciiDigit(line[1])
        && char.IsAsciiDigit(line[2])
        && (line.Length == 3 || line[3] is ' ' or '-');

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
            : throw new SmtpRefusedException(
                $"{Name}: \"{connection.Log.LastSent}\" should have been accepted but got the reply: {reply}",
                reply
            );
    }

    /// <summary>Says EHLO and returns the reply with the capabilities.</summary>
    public Task<SmtpReply> EhloAsync(CancellationToken cancellationToken, string name = OwnName) =>
        ExpectAsync($"EHLO {name}", cancellationToken);

    /// <summary>Upgrades to TLS (RFC 3207); EHLO is to be said again.</summary>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        await connection.UpgradeAsync(trust.ClientOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Logs in with AUTH PLAIN (RFC 4616), which must be accepted.</summary>
    public Task LogInAsync(MailAccount account, CancellationToken cancellationToken) =>
        ExpectAsync($"AUTH PLAIN {account.PlainCredentials}", cancellationToken);

    /// <summary>
    /// Sends a message after RCPT was accepted; <paramref name="lines"/> hold no line breaks, each character is a byte. The wait for the
    /// last
    /// reply is twice as long as for others (RFC 5321 section 4.5.3.2.6: ten minutes).
    /// </summary>
    public async Task<SmtpReply> DataAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await ExpectAsync("DATA", cancellationToken).ConfigureAwait(false);
        return await SendLinesAsync(lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message after DATA was accepted, and reads the reply to it.</summary>
    public async Task<SmtpReply> SendLinesAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        connection.Log.Message();
        foreach (var line in lines)
        {
            await connection.SendAsync(line.StartsWith('.') ? "." + line : line, cancellationToken).ConfigureAwait(false);
        }

        await connection.SendAsync(".", cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken, 2 * connection.Patience).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a message after RCPT was accepted in two chunks, its lines as they are (RFC 3030 section 2); returns the reply to the last one.
    /// </summary>
    public async Task<SmtpReply> ChunksAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        connection.Log.Message();
        var all = lines.ToList();
        var reply = new SmtpReply(0, []);
        foreach (var (chunk, last) in new[] { (all.Take(all.Count / 2), string.Empty), (all.Skip(all.Count / 2), " LAST") })
        {
            var bytes = Encoding.Latin1.GetBytes(string.Concat(chunk.Select(line => $"{line}\r\n")));
            await connection.SendAsync($"BDAT {bytes.Length}{last}", cancellationToken).ConfigureAwait(false);
            await connection.SendBytesAsync(bytes, cancellationToken).ConfigureAwait(false);
            reply = await ReadReplyAsync(cancellationToken, 2 * connection.Patience).ConfigureAwait(false);
            if (!reply.IsAccepted)
            {
                break;
            }
        }

        return reply;
    }

    /// <summary>All replies up to the one to QUIT, or until the server hangs up.</summary>
    public async Task<IReadOnlyList<SmtpReply>> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var replies = new List<SmtpReply>();
        while (connection.IsAlive && replies.LastOrDefault()?.Code != 221)
        {
            try
            {
                replies.Add(await ReadReplyAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (MailProtocolException error) when (error is not ServerSilentException)
            {
                break;
            }
        }

        return replies;
    }

    /// <summary>Sends a message's bytes after DATA was accepted as they are, with the line ends that they hold.</summary>
    public async Task SendRawAsync(string bytes, CancellationToken cancellationToken)
    {
        connection.Log.Message();
        foreach (var line in bytes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            connection.Log.Client(line.TrimEnd('\r'));
        }

        await connection.SendBytesAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends more of a message that was begun with <see cref="SendRawAsync"/>, unrecorded.</summary>
    public Task SendMoreAsync(string bytes, CancellationToken cancellationToken) =>
        connection.SendBytesAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken);

    /// <summary>Closes without a goodbye, so that a message that was begun is not sent.</summary>
    public ValueTask HangUpAsync() => connection.DisposeAsync();

    /// <summary>Says goodbye if the server still listens, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.IsAlive)
        {
            try
            {
                using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await connection.SendAsync("QUIT", soon.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or MailProtocolException)
            {
                // The session is over already; closing is all that is left.
            }
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
