using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Machines;

/// <summary>What the guests of a run may reach on this host.</summary>
internal static class GuestReaches
{
    /// <summary>
    /// The package mirror, which may run on this host, and the ports on the loopback address that were opened for the guest; nothing
    /// else.
    /// </summary>
    public static async Task<GuestReach> OfAsync(Uri mirror, IEnumerable<int?> loopbackPorts, CancellationToken cancellationToken) =>
        new()
        {
            LoopbackPorts = [.. loopbackPorts.OfType<int>()],
            Services =
            [
                .. (await AddressesAsync(mirror, cancellationToken).ConfigureAwait(false)).Select(address => new IPEndPoint(
                    address,
                    mirror.Port
                )),
            ],
        };

    private static async Task<IPAddress[]> AddressesAsync(Uri mirror, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(mirror.IdnHost, AddressFamily.InterNetwork, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // A name that nobody knows here is no service of this host.
            return [];
        }
    }
}
