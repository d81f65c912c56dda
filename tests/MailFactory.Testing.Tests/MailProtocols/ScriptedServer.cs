using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>A service on loopback that follows a <see cref="Script"/>, in particular a bad one.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly TimeSpan _longWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Script _script;
    private readonly Task _accepting;
    private int _toPutOff;
    private int _number;

    public ScriptedServer(Script script)
    {
        _script = script;
        _toPutOff = script.PutsOff;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyCollection<string> Heard => _heard;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Disposed: no more clients are taken.
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_script.ImplicitTls)
                {
                    stream = await SecureAsync(stream);
                }

                if (_script.Greeting.Length > 0)
                {
                    await SayAsync(stream, _script.Greeting);
                }

                await AnswerAsync(stream, _script.ImplicitTls);
            }
            catch (Exception error)
                when (error
                        is IOException
                            or OperationCanceledException
                            or System.Security.Authentication.AuthenticationException
                            or SocketException
                )
            {
                // The client hung up, or its handshake was refused.
            }
        }
    }

    private async Task AnswerAsync(Stream stream, bool secure)
    {
        var carried = new Queue<string>();
        var order = new CommandOrder(_script);
        var recipients = 0;
        var hasTried = false;
        var asked = string.Empty;
        while ((carried.Count > 0 ? carried.Dequeue() : await ReadLineAsync(stream)) is { } line)
        {
            _heard.Enqueue(line);
            var rules = secure ? _script.Secure : _script.Clear;
            recipients += line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            if (recipients > _script.MostRecipients && line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync(stream, "452 4.5.3 too many recipients");
                continue;
            }

            var reply = _script.KeepsOrder && !order.Allows(line) ? "503 5.5.1 not now" : Answer(rules, line, asked);
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
            {
                reply = OfRecipient(reply, hasTried, order.HasRecipient);
            }

            hasTried |= line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase);
            asked = reply.StartsWith('+') ? line.Split(' ')[0] : asked;
            order.Note(line, reply);
            if (reply.Contains("<tls>", StringComparison.Ordinal))
            {
                // Before the answer: what comes after it is the handshake.
                await CarryAsync(stream, carried);
            }

            foreach (var text in reply.Split('\n'))
            {
                switch (text)
                {
                    case "<tls>":
                        stream = await SecureAsync(stream);
                        secure = true;
                        break;
                    case "<silence>":
                        break;
                    case "<wait>":
                        await Task.Delay(_longWait, _stop.Token);
                        break;
                    case "<close>":
                        return;
                    default:
                        await SayAsync(stream, text);
                        break;
                }
            }

            if (reply.StartsWith("354", StringComparison.Ordinal))
            {
                var message = await ReadMessageAsync(stream);
                var end =
                    message.Length > _script.SizeLimit
                        ? "552 5.3.4 too big"
                        : Answer(rules, $"<message> {message.ReplaceLineEndings(" ")}", asked);
                if (end == "<close>")
                {
                    return;
                }

                await SayAsync(stream, end);
            }
        }
    }

    private string OfRecipient(string reply, bool hasTried, bool hasRecipient)
    {
        var isLetIn = (_script.LetsInWhoeverTried && hasTried) || (_script.RelaysBehindOwn && hasRecipient);
        if (Interlocked.Decrement(ref _toPutOff) >= 0)
        {
            return "450 4.2.0 later";
        }

        return isLetIn ? "250 ok" : reply;
    }

    private string Answer(IReadOnlyList<Rule> rules, string line, string asked)
    {
        var words = line.Split(' ', 2);
        var rule = rules.FirstOrDefault(rule =>
            Regex.IsMatch(line, $"^{rule.Pattern}", RegexOptions.IgnoreCase)
            || (words.Length > 1 && Regex.IsMatch(words[1], $"^{rule.Pattern}", RegexOptions.IgnoreCase))
        );
        return (rule?.Reply ?? _script.Otherwise)
            .Replace("{tag}", words[0], StringComparison.Ordinal)
            .Replace("{asked}", asked, StringComparison.Ordinal)
            .Replace("{random}", $"{Interlocked.Increment(ref _number)}", StringComparison.Ordinal);
    }

    private async Task CarryAsync(Stream stream, Queue<string> carried)
    {
        // What came in one packet with STARTTLS is there already.
        while (_script.CarriesOver && stream is NetworkStream { DataAvailable: true } && await ReadLineAsync(stream) is { } line)
        {
            carried.Enqueue(line);
        }
    }

    private async Task<string> ReadMessageAsync(Stream stream)
    {
        var text = new StringBuilder("\r\n");
        var next = new byte[1];
        while (await stream.ReadAsync(next, _stop.Token) == 1)
        {
            text.Append((char)next[0]);
            if (EndsWith("\r\n.\r\n") || _script.FalseEnds.Any(EndsWith))
            {
                break;
            }
        }

        return text.ToString();

        bool EndsWith(string end) => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (_script.TakesAnyTls)
        {
            // The version of the offer stands after the record's and the handshake's headers; it is sent back as chosen.
            var offer = new byte[11];
            await stream.ReadExactlyAsync(offer, _stop.Token);
            await stream.WriteAsync(new byte[] { 22, 3, 1, 0, 6, 2, 0, 0, 2, offer[9], offer[10] }, _stop.Token);
            throw new IOException("nothing more to say");
        }

        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _script.Certificate }, _stop.Token);
        return tls;
    }

    private async Task SayAsync(Stream stream, string line)
    {
        await Task.Delay(_script.Delay, _stop.Token);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _stop.Token);
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var next = new byte[1];
        while (await stream.ReadAsync(next, _stop.Token) == 1)
        {
            if (next[0] == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next[0]);
        }

        return null;
    }
}
