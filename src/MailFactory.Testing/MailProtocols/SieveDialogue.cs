using System.Globalization;
using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.MailProtocols;

/// <summary>A ManageSieve session spoken by hand (RFC 5804).</summary>
/// <param name="connection">The connection, which the dialogue closes.</param>
/// <param name="trust">What a TLS handshake must satisfy.</param>
internal sealed class SieveDialogue(LineConnection connection, CertificateTrust trust) : IAsyncDisposable
{
    private static readonly string[] _statuses = ["OK", "NO", "BYE"];

    /// <summary>The service and its port.</summary>
    public string Name => connection.Name;

    /// <summary>Reads one answer; the greeting is one too, with the capabilities before its end.</summary>
    public async Task<SieveReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var words = line.Split(' ', 2);
            var status = words[0].ToUpperInvariant();
            if (_statuses.Contains(status))
            {
                var text = words.Length > 1 ? words[1] : string.Empty;
                return new SieveReply(status, await WholeAsync(text, cancellationToken).ConfigureAwait(false), lines);
            }

            lines.Add(line);
        }
    }

    /// <summary>Sends a command and reads its answer.</summary>
    public async Task<SieveReply> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command that must be carried out; throws <see cref="MailProtocolException"/> with the answer when it is not.</summary>
    public async Task<SieveReply> ExpectAsync(string command, CancellationToken cancellationToken) =>
        Expect(command.Split('\n')[0].TrimEnd('\r'), await CommandAsync(command, cancellationToken).ConfigureAwait(false));

    /// <summary>Upgrades to TLS and returns the capabilities that are told anew (RFC 5804 section 2.2).</summary>
    public async Task<SieveReply> StartTlsAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        await connection.UpgradeAsync(trust.ClientOptions(), cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks to be logged in with the PLAIN mechanism.</summary>
    public Task<SieveReply> LogInAsync(MailAccount account, CancellationToken cancellationToken) =>
        CommandAsync($"AUTHENTICATE \"PLAIN\" \"{account.PlainCredentials}\"", cancellationToken);

    /// <summary>Uploads a script of ASCII text.</summary>
    public Task<SieveReply> PutAsync(string name, string script, CancellationToken cancellationToken)
    {
        var size = script.Length.ToString(CultureInfo.InvariantCulture);
        return CommandAsync($"PUTSCRIPT \"{name}\" {{{size}+}}\r\n{script}", cancellationToken);
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private SieveReply Expect(string command, SieveReply reply) =>
        reply.IsOk ? reply : throw new MailProtocolException($"{Name}: \"{command}\" should have been accepted but got the reply: {reply}");

    // A long text comes as a literal: its length in braces, and then lines of that length in all.
    private async Task<string> WholeAsync(string text, CancellationToken cancellationToken)
    {
        var brace = text.LastIndexOf('{');
        if (brace < 0 || !text.EndsWith('}') || !int.TryParse(text.AsSpan(brace + 1, text.Length - brace - 2), out var left))
        {
            return text;
        }

        var whole = new StringBuilder(text[..brace]);
        while (left > 0)
        {
            var line = await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            whole.Append(line).Append(' ');
            left -= line.Length + 2;
        }

        // The end of the line behind the literal.
        if (left == 0)
        {
            await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }

        return whole.ToString().Trim();
    }
}
