using System.Net.Sockets;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>QEMU's side of the gate in a guest's way out; a replayed guest sends nothing.</summary>
internal sealed class GateSockets : IDisposable
{
    private readonly List<Socket> _listeners = [];

    public GateSockets(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(1);
            _listeners.Add(listener);
        }
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());
}
