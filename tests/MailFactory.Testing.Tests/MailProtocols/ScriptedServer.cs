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
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Script _script;
    private readonly Task _accepting;

    public ScriptedServer(Script script)
    {
        _script = script;
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
        while (await ReadLineAsync(stream) is { } line)
        {
            _heard.Enqueue(line);
            var words = line.Split(' ', 2);
            var rule = (secure ? _script.Secure : _script.Clear).FirstOrDefault(rule =>
                Regex.IsMatch(line, $"^{rule.Pattern}", RegexOptions.IgnoreCase)
                || (words.Length > 1 && Regex.IsMatch(words[1], $"^{rule.Pattern}", RegexOptions.IgnoreCase))
            );
            var reply = (rule?.Reply ?? _script.Otherwise).Replace("{tag}", words[0], StringComparison.Ordinal).Split('\n');
            foreach (var text in reply)
            {
                switch (text)
                {
                    case "<tls>":
                        stream = await SecureAsync(stream);
                        secure = true;
                        break;
                    case "<close>":
                        return;
                    default:
                        await SayAsync(stream, text);
                        break;
                }
            }
        }
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

    private Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _stop.Token).AsTask();

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
