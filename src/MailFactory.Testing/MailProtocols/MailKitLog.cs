using System.Text;
using MailKit;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Feeds what a MailKit client says and hears into a transcript, line by line, secrets masked.</summary>
/// <param name="log">The connection's record.</param>
internal sealed class MailKitLog(WireLog log) : IProtocolLogger
{
    private readonly StringBuilder _client = new();
    private readonly StringBuilder _server = new();

    /// <summary>Set by MailKit; unused, because <see cref="SecretMask"/> masks these lines as it does raw ones.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri) => log.Note($"connected to {uri.Host} as {uri.Scheme}");

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count) => Split(_client, buffer.AsSpan(offset, count), log.Earnest);

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count) => Split(_server, buffer.AsSpan(offset, count), log.Server);

    /// <inheritdoc/>
    public void Dispose() { }

    private static void Split(StringBuilder pending, ReadOnlySpan<byte> bytes, Action<string> write)
    {
        pending.Append(Encoding.Latin1.GetString(bytes));
        var text = pending.ToString();
        var end = text.LastIndexOf('\n');
        if (end < 0)
        {
            return;
        }

        foreach (var line in text[..end].Split('\n'))
        {
            write(line.TrimEnd('\r'));
        }

        pending.Clear().Append(text, end + 1, text.Length - end - 1);
    }
}
