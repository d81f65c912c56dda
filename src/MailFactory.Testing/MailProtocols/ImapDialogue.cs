namespace MailFactory.Testing.MailProtocols;

/// <summary>An IMAP session spoken by hand; for commands whose answers hold no literals.</summary>
/// <param name="connection">The connection, which the dialogue closes.</param>
/// <param name="trust">What a TLS handshake must satisfy.</param>
internal sealed class ImapDialogue(LineConnection connection, CertificateTrust trust) : IAsyncDisposable
{
    private int _tag;

    /// <summary>The service and its port, such as <c>imap/143</c>.</summary>
    public string Name => connection.Name;

    /// <summary>Reads the greeting line.</summary>
    public Task<string> ReadGreetingAsync(CancellationToken cancellationToken) => connection.ReadLineAsync(cancellationToken);

    /// <summary>
    /// Sends a command and reads up to its tagged reply; a challenge is answered by the next of <paramref name="answers"/>.
    /// </summary>
    public async Task<ImapReply> CommandAsync(string command, CancellationToken cancellationToken, params IEnumerable<string> answers)
    {
        var tag = $"a{++_tag}";
        var pending = new Queue<string>(answers);
        var untagged = new List<string>();
        var asked = false;
        await connection.SendAsync($"{tag} {command}", cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.StartsWith("* ", StringComparison.Ordinal))
            {
                untagged.Add(line[2..]);
            }
            else if (line.StartsWith('+'))
            {
                asked = true;
                await connection.SendAsync(pending.Count > 0 ? pending.Dequeue() : "*", cancellationToken).ConfigureAwait(false);
            }
            else if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                var words = line.Split(' ', 3);
                return new ImapReply(words[1].ToUpperInvariant(), words.Length > 2 ? words[2] : string.Empty, untagged)
                {
                    WasAskedForMore = asked,
                };
            }
            else
            {
                throw new MailProtocolException($"{Name}: the server sent a line that is not an IMAP response: {line}");
            }
        }
    }

    /// <summary>The words of CAPABILITY, in upper case.</summary>
    public async Task<IReadOnlySet<string>> CapabilitiesAsync(CancellationToken cancellationToken)
    {
        var reply = await CommandAsync("CAPABILITY", cancellationToken).ConfigureAwait(false);
        return reply
            .Untagged.Where(line => line.StartsWith("CAPABILITY ", StringComparison.OrdinalIgnoreCase))
            .SelectMany(line => line.Split(' ').Skip(1))
            .Select(word => word.ToUpperInvariant())
            .ToHashSet();
    }

    /// <summary>Upgrades to TLS (RFC 9051 section 6.2.1).</summary>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        var reply = await CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            throw new MailProtocolException($"{Name}: STARTTLS should have been accepted but got the reply: {reply}");
        }

        await connection.UpgradeAsync(trust.ClientOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
