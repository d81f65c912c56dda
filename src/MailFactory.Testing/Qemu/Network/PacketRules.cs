using System.Buffers.Binary;
using System.Net;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// Which Ethernet frames of a guest go on to QEMU's user network. That network turns 10.0.2.2, and in older versions every other
/// address of 10.0.2.0/24, into the host's loopback address, takes 127.0.0.1 and 0.0.0.0 as they are, and reaches the host's own
/// addresses like any other (libslirp, sotranslate_out).
/// </summary>
/// <param name="reach">What the guest may reach on the host.</param>
/// <param name="hostAddresses">The host's own addresses.</param>
internal sealed class PacketRules(GuestReach reach, Func<IReadOnlySet<IPAddress>> hostAddresses)
{
    private const int EthernetHeader = 14;
    private const int LeastIpHeader = 20;
    private const ushort Arp = 0x0806;
    private const ushort IpV4 = 0x0800;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Syn = 0x02;
    private const byte Ack = 0x10;
    private const int DnsPort = 53;
    private const int DhcpPort = 67;

    private static readonly uint _gateway = Number("10.0.2.2");
    private static readonly uint _nameServer = Number("10.0.2.3");
    private static readonly uint _everyone = Number("255.255.255.255");

    // "This host", loopback, link-local with the metadata services of clouds, and all from multicast on (RFC 6890).
    private static readonly IPNetwork[] _closed =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/3"),
    ];
    private static readonly IPNetwork _userNetwork = IPNetwork.Parse("10.0.2.0/24");

    /// <summary>Whether a frame goes on.</summary>
    public bool Allows(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < EthernetHeader)
        {
            return false;
        }

        return BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) switch
        {
            Arp => true,
            IpV4 => AllowsPacket(frame[EthernetHeader..]),
            _ => false,
        };
    }

    private bool AllowsPacket(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < LeastIpHeader || packet[0] >> 4 != 4 || (packet[0] & 0xf) * 4 < LeastIpHeader)
        {
            return false;
        }

        var to = BinaryPrimitives.ReadUInt32BigEndian(packet[16..]);
        var address = new IPAddress(packet[16..20]);
        if (to == _everyone || _userNetwork.Contains(address))
        {
            return AllowsInside(to, packet);
        }

        return !_closed.Any(network => network.Contains(address)) && (!hostAddresses().Contains(address) || IsService(address, packet));
    }

    private bool AllowsInside(uint to, ReadOnlySpan<byte> packet)
    {
        if (Port(packet, Udp) is { } udp)
        {
            return udp == DhcpPort ? to == _gateway || to == _everyone : udp == DnsPort && to == _nameServer;
        }

        // What answers a connection from the host is let through; a connection begins with SYN without ACK.
        return Port(packet, Tcp) is { } tcp
            && ((to == _nameServer && tcp == DnsPort) || (to == _gateway && (!Begins(packet) || reach.LoopbackPorts.Contains(tcp))));
    }

    private bool IsService(IPAddress address, ReadOnlySpan<byte> packet) =>
        Port(packet, Tcp) is { } port && reach.Services.Any(service => service.Port == port && service.Address.Equals(address));

    // Ports are known of whole packets only: the later pieces of one in fragments have none.
    private static int? Port(ReadOnlySpan<byte> packet, byte protocol)
    {
        var header = HeaderOf(packet);
        var isFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3fff) != 0;
        return packet[9] == protocol && !isFragment && packet.Length >= header + LeastIpHeader - (protocol == Udp ? 12 : 0)
            ? BinaryPrimitives.ReadUInt16BigEndian(packet[(header + 2)..])
            : null;
    }

    private static bool Begins(ReadOnlySpan<byte> packet) => (packet[HeaderOf(packet) + 13] & (Syn | Ack)) == Syn;

    private static int HeaderOf(ReadOnlySpan<byte> packet) => (packet[0] & 0xf) * 4;

    private static uint Number(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());
}
