using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>
/// Stands between the tester and a real IMAP server, with the server's own certificate, and changes what the server says line by line: a
/// server with a fault that no setting of a real one gives.
/// </summary>
internal sealed class ImapRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _server;
    private readonly Func<string, string> _change;
    private readonly Task _accepting;

    private ImapRelay(string server, X509Certificate2 certificate, Func<string, string> change)
    {
        (_server, _certificate, _change) = (server, certificate, change);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, as port 993 does.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts one in front of port 993 of an address.</summary>
    public static ImapRelay Start(string server, X509Certificate2 certificate, Func<string, string> change) =>
        new(server, certificate, change);

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
                await server.ConnectAsync(_server, 993, _end.Token);
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
                var ways = new[] { outside.CopyToAsync(inside, either.Token), AnswerAsync(inside, outside, either.Token) };
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

    private async Task AnswerAsync(SslStream inside, SslStream outside, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(inside, Encoding.Latin1);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await outside.WriteAsync(Encoding.Latin1.GetBytes($"{_change(line)}\r\n"), cancellationToken);
        }
    }
}
