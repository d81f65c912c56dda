namespace MailFactory.Testing.MailProtocols;

/// <summary>A POP3 session spoken by hand (RFC 1939).</summary>
/// <param name="connection">The connection, which the dialogue closes.</param>
/// <param name="trust">What a TLS handshake must satisfy.</param>
internal sealed class Pop3Dialogue(LineConnection connection, CertificateTrust trust) : IAsyncDisposable
{
    /// <summary>The service and its port, such as <c>pop3/110</c>.</summary>
    public string Name => connection.Name;

    /// <summary>Whether a status line means success.</summary>
    public static bool IsOk(string line) => line.StartsWith("+OK", StringComparison.Ordinal);

    /// <summary>Reads the greeting line.</summary>
    public Task<string> ReadGreetingAsync(CancellationToken cancellationToken) => connection.ReadLineAsync(cancellationToken);

    /// <summary>Sends a command and reads its status line.</summary>
    public async Task<string> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The lines of CAPA (RFC 2449), in upper case; empty when the server refuses it.</summary>
    public async Task<IReadOnlyList<string>> CapabilitiesAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (!IsOk(await CommandAsync("CAPA", cancellationToken).ConfigureAwait(false)))
        {
            return lines;
        }

        while (await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false) is var line && line != ".")
        {
            lines.Add(line.ToUpperInvariant());
        }

        return lines;
    }

    /// <summary>Upgrades to TLS (RFC 2595 section 4).</summary>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        var reply = await CommandAsync("STLS", cancellationToken).ConfigureAwait(false);
        if (!IsOk(reply))
        {
            throw new MailProtocolException($"{Name}: STLS should have been accepted but got the reply: {reply}");
        }

        await connection.UpgradeAsync(trust.ClientOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection without QUIT, so that nothing marked is deleted.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
