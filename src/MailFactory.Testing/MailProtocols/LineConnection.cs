using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MailFactory.Testing.MailProtocols;

/// <summary>A raw line connection to a mail service, for what a well-behaved client will not say; it can be upgraded to TLS.</summary>
internal sealed class LineConnection : IAsyncDisposable
{
    // RFC 5321 4.5.3.1.6 knows lines of 1000 bytes, and of IMAP's the longest that a test mailbox makes are far below this.
    private const int LongestLine = 256 * 1024;
    private const long MostBytes = 64L << 20;
    private const int MostLines = 200_000;

    private readonly TimeSpan _patience;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly string _name;
    private Stream _stream;
    private int _start;
    private int _end;
    private long _received;
    private int _lines;

    private LineConnection(Stream stream, string name, Transcript transcript, TimeSpan patience)
    {
        _stream = stream;
        _name = name;
        _patience = patience;
        Log = new WireLog(name, transcript);
    }

    /// <summary>The record of this connection.</summary>
    public WireLog Log { get; }

    /// <summary>The stream below, for bytes that are no lines. Nothing may be buffered when it is used.</summary>
    public Stream Stream => _stream;

    /// <summary>Connects to a service; <paramref name="patience"/> bounds the connect and every later send and read.</summary>
    public static async Task<LineConnection> ConnectAsync(
        MailServerTarget target,
        MailService service,
        Transcript transcript,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var socket = await MailSocket.ConnectAsync(target, service, patience, cancellationToken).ConfigureAwait(false);
        return new LineConnection(new NetworkStream(socket, ownsSocket: true), MailSocket.Name(service), transcript, patience);
    }

    /// <summary>Sends one line and its CRLF; the characters are sent as Latin-1 bytes.</summary>
    public async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        Log.Client(line);
        await SendBytesAsync(Encoding.Latin1.GetBytes(line + "\r\n"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are, unrecorded.</summary>
    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Deadline.RunAsync(
            $"{_name}: the server took no data",
            _patience,
            token => _stream.WriteAsync(bytes, token).AsTask(),
            cancellationToken
        );

    /// <summary>The next line without its line end; throws <see cref="MailProtocolException"/> when the server hangs up or stays silent.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await TryReadLineAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new MailProtocolException($"{_name}: the server closed the connection instead of answering");

    /// <summary>The next line without its line end, or null when the server closed the connection.</summary>
    public async Task<string?> TryReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            var buffered = _buffer.AsMemory(_start, _end - _start);
            var lineFeed = buffered.Span.IndexOf((byte)'\n');
            var take = lineFeed < 0 ? buffered.Length : lineFeed + 1;
            line.Append(Encoding.Latin1.GetString(buffered.Span[..take]));
            _start += take;
            if (line.Length > LongestLine)
            {
                throw new MailProtocolException($"{_name}: the server sent a line of more than {LongestLine >> 10} KiB");
            }

            if (lineFeed >= 0)
            {
                if (++_lines > MostLines)
                {
                    throw new MailProtocolException($"{_name}: the server sent more than {MostLines} lines on one connection");
                }

                var text = line.ToString().TrimEnd('\r', '\n');
                Log.Server(text);
                return text;
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                Log.Note("the server closed the connection");
                return null;
            }
        }
    }

    /// <summary>Makes a TLS handshake on this connection; throws <see cref="MailProtocolException"/> when it fails.</summary>
    public async Task UpgradeAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        if (_start < _end)
        {
            throw new MailProtocolException($"{_name}: the server sent data before the TLS handshake");
        }

        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        try
        {
            await Deadline
                .RunAsync(
                    $"{_name}: the TLS handshake did not end",
                    _patience,
                    token => tls.AuthenticateAsClientAsync(options, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            Log.Note($"TLS handshake done: {tls.SslProtocol}, {tls.NegotiatedCipherSuite}");
        }
        catch (Exception error) when (error is System.Security.Authentication.AuthenticationException or IOException)
        {
            Log.Note($"TLS handshake failed: {error.Message}");
            throw new MailProtocolException($"{_name}: the TLS handshake failed: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>Closes the connection without a goodbye.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = 0;
        try
        {
            await Deadline
                .RunAsync(
                    $"{_name}: the server did not answer",
                    _patience,
                    async token => _end = await _stream.ReadAsync(_buffer, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A reset counts as hanging up: the talk is over either way.
            _end = 0;
        }

        _received += _end;
        return _received <= MostBytes
            ? _end > 0
            : throw new MailProtocolException($"{_name}: the server sent more than {MostBytes >> 20} MiB on one connection");
    }
}
