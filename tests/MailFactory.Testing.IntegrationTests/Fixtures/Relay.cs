using System.Net;
using System.Net.Sockets;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>A way from loopback to a server that can be cut and mended: a browser's computer that sleeps, or a network that fails.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly List<Socket> _open = [];
    private TcpListener _listener;
    private Task _accepting;

    private Relay(IPEndPoint server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts a way to a port of this host.</summary>
    public static Relay To(int server) => new(new IPEndPoint(IPAddress.Loopback, server));

    /// <summary>Starts a way to a port of an address.</summary>
    public static Relay To(string address, int port) => new(new IPEndPoint(IPAddress.Parse(address), port));

    /// <summary>Every connection breaks, and no new one is taken.</summary>
    public async Task CutAsync()
    {
        _listener.Stop();
        await _accepting;
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    /// <summary>New connections are taken again.</summary>
    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var browser = await listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                lock (_open)
                {
                    _open.AddRange([browser, server]);
                }

                await server.ConnectAsync(_server);
                _ = CopyAsync(browser, server);
                _ = CopyAsync(server, browser);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two is gone, and so the other goes.
        }

        from.Dispose();
        to.Dispose();
    }
}
