using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailFactory.Testing.Amounts;

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
    private readonly Action? _silent;
    private Stream _stream;
    private int _start;
    private int _end;
    private long _received;
    private int _lines;

    private LineConnection(Stream stream, WireLog log, TimeSpan patience, Action? silent)
    {
        _stream = stream;
        _silent = silent;
        _patience = patience;
        Log = log;
    }

    /// <summary>The service and its port, such as <c>smtp/25</c>.</summary>
    public string Name => Log.Name;

    /// <summary>How long a connect, a send and a read may take.</summary>
    public TimeSpan Patience => _patience;

    /// <summary>Whether the server still takes and gives lines: false once it hung up, stayed silent or broke a handshake.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>The record of this connection.</summary>
    public WireLog Log { get; }

    /// <summary>The stream below, for bytes that are no lines. Nothing may be buffered when it is used.</summary>
    public Stream Stream => _stream;

    /// <summary>
    /// Connects to a service; <paramref name="patience"/> bounds the connect and every later send and read; <paramref name="silent"/> is
    /// told when the server lets one pass.
    /// </summary>
    public static async Task<LineConnection> ConnectAsync(
        MailServerTarget target,
        MailService service,
        Transcript transcript,
        TimeSpan patience,
        CancellationToken cancellationToken,
        Action? silent = null
    )
    {
        var socket = await MailSocket.ConnectAsync(target, service, patience, cancellationToken).ConfigureAwait(false);
        var log = new WireLog(MailSocket.Name(service), transcript, target.Guard);
        return new LineConnection(new NetworkStream(socket, ownsSocket: true), log, patience, silent);
    }

    /// <summary>Sends one line and its CRLF; the characters are sent as Latin-1 bytes.</summary>
    public async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        Log.Client(line);
        await SendBytesAsync(Encoding.Latin1.GetBytes(line + "\r\n"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are, unrecorded.</summary>
    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await Deadline
                .RunAsync(
                    $"{Name}: the server took no data",
                    _patience,
                    token => _stream.WriteAsync(bytes, token).AsTask(),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception error) when (TlsReason.IsFault(error))
        {
            IsAlive = false;
            throw new MailProtocolException($"{Name}: the connection broke while something was being sent: {TlsReason.Of(error)}", error);
        }
    }

    /// <summary>
    /// The next line without its line end; throws <see cref="MailProtocolException"/> when the server hangs up or stays silent.
    /// </summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken, TimeSpan? patience = null) =>
        await TryReadLineAsync(cancellationToken, patience).ConfigureAwait(false)
        ?? throw new MailProtocolException($"{Name}: the server closed the connection instead of answering{After()}");

    /// <summary>The next line without its line end, or null when the server closed the connection.</summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <param name="patience">How long to wait for each piece of it; the connection's patience when null.</param>
    public async Task<string?> TryReadLineAsync(CancellationToken cancellationToken, TimeSpan? patience = null)
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
                throw new MailProtocolException($"{Name}: the server sent a line of more than {Sizes.Kibibytes(LongestLine)}");
            }

            if (lineFeed >= 0)
            {
                if (++_lines > MostLines)
                {
                    throw new MailProtocolException($"{Name}: the server sent more than {MostLines} lines on one connection");
                }

                // One line end only: a carriage return before it belongs to the line.
                var text = line.ToString(0, line.Length - (line.Length > 1 && line[^2] == '\r' ? 2 : 1));
                Log.Server(text);
                return text;
            }

            if (!await FillAsync(patience, cancellationToken).ConfigureAwait(false))
            {
                IsAlive = false;
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
            IsAlive = false;
            throw new MailProtocolException($"{Name}: the server sent data before the TLS handshake");
        }

        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        IsAlive = false;
        try
        {
            await Deadline
                .RunAsync(
                    $"{Name}: the TLS handshake did not end",
                    _patience,
                    token => tls.AuthenticateAsClientAsync(options, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            IsAlive = true;
            Log.Note($"TLS handshake done: {tls.SslProtocol}, {tls.NegotiatedCipherSuite}");
        }
        catch (ServerSilentException)
        {
            Log.Note("the server stayed silent");
            _silent?.Invoke();
            throw;
        }
        catch (Exception error) when (TlsReason.IsFault(error))
        {
            var reason = options.RemoteCertificateValidationCallback?.Target is CertificateTrust { LastProblem: { } problem }
                ? problem
                : TlsReason.Of(error);
            Log.Note($"TLS handshake failed: {reason}");
            throw new MailProtocolException($"{Name}: the TLS handshake failed: {reason}", error);
        }
    }

    /// <summary>Closes the connection without a goodbye; whatever state TLS is in, this is no matter of the check's.</summary>
    public async ValueTask DisposeAsync()
    {
        IsAlive = false;
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (TlsReason.IsFault(error))
        {
            // A handshake that failed is told again by the stream it was made on.
        }
    }

    /// <summary>What was sent last, to be put behind what went wrong.</summary>
    private string After() => Log.LastSent is { } sent ? $" to \"{sent}\"" : string.Empty;

    private async Task<bool> FillAsync(TimeSpan? patience, CancellationToken cancellationToken)
    {
        _start = 0;
        _end = 0;
        var wasAlive = IsAlive;
        try
        {
            // A read that is given up half-way leaves the connection useless.
            IsAlive = false;
            await Deadline
                .RunAsync(
                    $"{Name}: the server did not answer{After()}",
                    patience ?? _patience,
                    async token => _end = await _stream.ReadAsync(_buffer, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            IsAlive = wasAlive;
        }
        catch (ServerSilentException)
        {
            Log.Note("the server stayed silent");
            _silent?.Invoke();
            throw;
        }
        catch (Exception error) when (TlsReason.IsFault(error))
        {
            // A reset counts as hanging up: the talk is over either way.
            Log.Note($"the connection broke: {TlsReason.Of(error)}");
            _end = 0;
        }

        _received += _end;
        return _received <= MostBytes
            ? _end > 0
            : throw new MailProtocolException($"{Name}: the server sent more than {Sizes.Mebibytes(MostBytes)} on one connection");
    }
}
