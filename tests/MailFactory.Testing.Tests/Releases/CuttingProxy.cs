using System.Net;
using System.Net.Sockets;

namespace MailFactory.Testing.Tests.Releases;

/// <summary>A way to a server on loopback that resets its first connection after some bytes.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _target;
    private readonly long _afterBytes;

    public CuttingProxy(Uri target, long afterBytes)
    {
        (_target, _afterBytes) = (target, afterBytes);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public bool HasCut { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target.Port);
                var (near, far) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(UpAsync(near, far, client, server), far.CopyToAsync(near));
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
            {
                // One of them has gone.
            }
        }
    }

    private async Task UpAsync(NetworkStream near, NetworkStream far, TcpClient client, TcpClient server)
    {
        var piece = new byte[16384];
        long passed = 0;
        for (int read; (read = await near.ReadAsync(piece)) > 0; )
        {
            await far.WriteAsync(piece.AsMemory(0, read));
            passed += read;
            if (!HasCut && passed >= _afterBytes)
            {
                // Linger for no time: the connection ends with RST, not FIN (RFC 9293, 3.10.5).
                HasCut = true;
                client.LingerState = server.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            }
        }
    }
}
