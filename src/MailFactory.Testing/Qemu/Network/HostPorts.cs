using System.Net;
using System.Net.Sockets;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>Finds free TCP ports on the host's 127.0.0.1.</summary>
internal static class HostPorts
{
    /// <summary>
    /// Forwards each guest port from a host port that is free now. Another program may take one before QEMU does; QEMU then
    /// refuses to start and <see cref="MachineException"/> names the port.
    /// </summary>
    public static IReadOnlyList<PortForward> Forward(params IReadOnlyList<int> guestPorts)
    {
        var listeners = guestPorts.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            // All are held at once, so that the same port is never handed out twice.
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Zip(guestPorts, (listener, port) => new PortForward(((IPEndPoint)listener.LocalEndpoint).Port, port))];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
