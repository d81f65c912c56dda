using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFactory.Testing.IntegrationTests.Qemu;

/// <summary>A service of this host that a guest may or may not reach: it answers every HTTP request with a word.</summary>
internal sealed class HostService : IDisposable
{
    public const string Word = "reached-the-host";

    private readonly TcpListener _listener;

    public HostService(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _ = ServeAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {Word.Length}\r\n\r\n{Word}"));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
