using System.Buffers.Binary;
using System.Net;
using CsCheck;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Tests.Qemu.Network;

public sealed class PacketRulesTests
{
    private const int Offered = 4711;
    private const byte Syn = 0x02;
    private const byte SynAck = 0x12;
    private const byte Ack = 0x10;
    private static readonly IPAddress _own = IPAddress.Parse("192.168.7.9");

    private static readonly PacketRules _rules = new(
        new GuestReach { LoopbackPorts = [Offered], Services = [new IPEndPoint(_own, 3142)] },
        () => new HashSet<IPAddress> { _own, IPAddress.Loopback }
    );

    [Theory]
    [InlineData("151.101.2.132", 443, Syn, true)]
    [InlineData("10.0.0.7", 80, Syn, true)]
    [InlineData("10.0.2.2", Offered, Syn, true)]
    [InlineData("10.0.2.2", 22, Syn, false)]
    [InlineData("10.0.2.2", 40000, Ack, true)]
    [InlineData("10.0.2.2", 40000, SynAck, true)]
    [InlineData("10.0.2.2", 22, 0x03, false)]
    [InlineData("10.0.2.3", 53, Syn, true)]
    [InlineData("10.0.2.3", 22, Syn, false)]
    [InlineData("10.0.2.3", 22, Ack, false)]
    [InlineData("10.0.2.4", 22, Syn, false)]
    [InlineData("10.0.2.255", 22, Syn, false)]
    [InlineData("192.168.7.9", 3142, Syn, true)]
    [InlineData("192.168.7.9", 22, Syn, false)]
    [InlineData("127.0.0.1", 22, Syn, false)]
    [InlineData("127.8.8.8", Offered, Syn, false)]
    [InlineData("0.0.0.0", 22, Syn, false)]
    [InlineData("255.255.255.255", 22, Syn, false)]
    [InlineData("169.254.169.254", 80, Syn, false)]
    [InlineData("224.0.0.251", 5353, Syn, false)]
    public void A_guests_connection_goes_out_but_not_to_the_host(string to, int port, byte flags, bool isAllowed) =>
        Assert.Equal(isAllowed, _rules.Allows(Tcp(to, port, flags)));

    [Theory]
    [InlineData("255.255.255.255", 67, true)]
    [InlineData("10.0.2.2", 67, true)]
    [InlineData("10.0.2.3", 53, true)]
    [InlineData("9.9.9.9", 53, true)]
    [InlineData("255.255.255.255", 69, false)]
    [InlineData("10.0.2.2", 53, false)]
    [InlineData("10.0.2.2", 69, false)]
    [InlineData("10.0.2.3", 161, false)]
    [InlineData("192.168.7.9", 3142, false)]
    public void Of_datagrams_only_DHCP_and_name_service_reach_the_user_network(string to, int port, bool isAllowed) =>
        Assert.Equal(isAllowed, _rules.Allows(Packet(17, to, port, 8)));

    [Fact]
    public void A_fragment_has_no_port_and_so_reaches_nothing_that_is_open_for_one_port_only()
    {
        foreach (var (to, port) in new[] { ("10.0.2.2", Offered), ("10.0.2.3", 53), ("192.168.7.9", 3142) })
        {
            var frame = Tcp(to, port, Syn);
            Assert.True(_rules.Allows(frame));
            frame[14 + 6] = 0x20;
            Assert.False(_rules.Allows(frame));
        }
    }

    [Fact]
    public void IP_options_do_not_hide_the_port()
    {
        var frame = Tcp("10.0.2.2", 22, Syn);
        byte[] shifted = [.. frame[..34], 0, 0, 0, 0, .. frame[34..]];
        shifted[14] = 0x46;
        Assert.False(_rules.Allows(shifted));
        shifted[14 + 24 + 2] = Offered >> 8;
        shifted[14 + 24 + 3] = Offered & 0xff;
        Assert.True(_rules.Allows(shifted));
    }

    [Theory]
    [InlineData(0x0806, true)]
    [InlineData(0x86dd, false)]
    [InlineData(0x8100, false)]
    [InlineData(0x88a8, false)]
    public void Of_other_protocols_only_ARP_passes(int type, bool isAllowed)
    {
        var frame = new byte[60];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), (ushort)type);
        Assert.Equal(isAllowed, _rules.Allows(frame));
    }

    [Fact]
    public void Whatever_a_guest_sends_is_judged_and_never_reaches_a_closed_address() =>
        Gen
            .Byte.Array[0, 90]
            .Sample(
                bytes =>
                {
                    _rules.Allows(bytes);
                    if (bytes.Length >= 34)
                    {
                        // The same bytes as an IP packet to the host's loopback address.
                        (bytes[12], bytes[13]) = (0x08, 0x00);
                        (bytes[30], bytes[31], bytes[32], bytes[33]) = (127, 0, 0, 1);
                        Assert.False(_rules.Allows(bytes));
                    }
                },
                iter: 20_000
            );

    private static byte[] Tcp(string to, int port, byte flags)
    {
        var frame = Packet(6, to, port, 20);
        frame[34 + 13] = flags;
        return frame;
    }

    private static byte[] Packet(byte protocol, string to, int port, int header)
    {
        var frame = new byte[14 + 20 + header];
        (frame[12], frame[13], frame[14], frame[23]) = (0x08, 0x00, 0x45, protocol);
        IPAddress.Parse(to).GetAddressBytes().CopyTo(frame, 30);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), (ushort)port);
        return frame;
    }
}
