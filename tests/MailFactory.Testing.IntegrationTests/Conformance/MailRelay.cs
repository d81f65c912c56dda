using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>
/// Stands between the tester and a real server, inside TLS with the server's own certificate, and changes what either side says line by
/// line: a server with a fault that no setting of a real one gives.
/// </summary>
internal sealed class MailRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _server;
    private readonly int _port;
    private readonly Func<RelayedTalk> _talks;
    private readonly Task _accepting;

    private MailRelay(string server, int port, X509Certificate2 certificate, Func<RelayedTalk> talks)
    {
        (_server, _port, _certificate, _talks) = (server, port, certificate, talks);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, as the server's port does.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts one in front of a port of an address; each connection has a talk of its own.</summary>
    public static MailRelay Start(string server, int port, X509Certificate2 certificate, Func<RelayedTalk> talks) =>
        new(server, port, certificate, talks);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient tester)
    {
        try
        {
            using (tester)
            using (var server = new TcpClient())
            {
                await server.ConnectAsync(_server, _port, _end.Token);
                await using var outside = new SslStream(tester.GetStream());
                await using var inside = new SslStream(server.GetStream());
                await outside.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = _certificate },
                    _end.Token
                );

                // Who answers there is known: it is the server that the tests started.
                await inside.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions
                    {
                        TargetHost = "server",
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                    },
                    _end.Token
                );
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                var talk = _talks();
                var ways = new[]
                {
                    PassAsync(outside, inside, talk.Heard, either.Token),
                    PassAsync(inside, outside, talk.Said, either.Token),
                };
                await Task.WhenAny(ways);
                await either.CancelAsync();
                await Task.WhenAll(ways);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // One side is gone, and with it the other.
        }
    }

    private static async Task PassAsync(SslStream from, SslStream to, Func<string, string?> change, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(
            from,
            Encoding.Latin1,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 64 * 1024,
            leaveOpen: true
        );
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (change(line) is { } changed)
            {
                await to.WriteAsync(Encoding.Latin1.GetBytes($"{changed}\r\n"), cancellationToken);
            }
        }
    }
}
