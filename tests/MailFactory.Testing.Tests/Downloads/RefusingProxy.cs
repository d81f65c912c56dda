using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>A proxy that answers every request, a CONNECT too, with one status.</summary>
internal sealed class RefusingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public RefusingProxy(int status)
    {
        _answer = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 1);
                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
