using System.Buffers.Binary;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// The answer to a frame that does not go on, as a host gives it whose port is closed, so that nothing in the guest waits for an
/// answer that never comes: RST to TCP (RFC 9293, 3.5.2), "port unreachable" to UDP (RFC 1122, 4.1.3.1).
/// </summary>
internal static class Refusal
{
    private const int EthernetHeader = 14;
    private const int IpHeader = 20;
    private const int TcpHeader = 20;
    private const int IcmpHeader = 8;
    private const int QuotedData = 8;
    private const byte Icmp = 1;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte HopLimit = 64;
    private const byte FirstMulticast = 224;
    private const byte Unreachable = 3;
    private const byte Port = 3;
    private const byte Fin = 0x01;
    private const byte Syn = 0x02;
    private const byte Rst = 0x04;
    private const byte Ack = 0x10;

    /// <summary>
    /// The frame that answers <paramref name="frame"/>; null when none is due: to other protocols, pieces, multicast, and RST itself.
    /// </summary>
    public static byte[]? Of(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < EthernetHeader + IpHeader || frame[12] != 0x08 || frame[13] != 0 || frame[EthernetHeader] >> 4 != 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(frame[(EthernetHeader + 2)..]);
        var header = (frame[EthernetHeader] & 0xf) * 4;
        if (header < IpHeader || length > frame.Length - EthernetHeader || length < header + QuotedData)
        {
            return null;
        }

        var packet = frame.Slice(EthernetHeader, length);
        var isPiece = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3fff) != 0;
        return (isPiece || packet[16] >= FirstMulticast, packet[9]) switch
        {
            (false, Tcp) when length >= header + TcpHeader && (packet[header + 13] & Rst) == 0 => Reset(frame, packet, header),
            (false, Udp) => PortUnreachable(frame, packet, header),
            _ => null,
        };
    }

    private static byte[] Reset(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> packet, int header)
    {
        var segment = packet[header..];
        var answer = Answer(frame, Tcp, TcpHeader);
        var tcp = answer.AsSpan(EthernetHeader + IpHeader);
        segment[2..4].CopyTo(tcp);
        segment[..2].CopyTo(tcp[2..]);
        tcp[12] = TcpHeader / 4 << 4;
        var flags = segment[13];
        if ((flags & Ack) != 0)
        {
            segment[8..12].CopyTo(tcp[4..]);
            tcp[13] = Rst;
        }
        else
        {
            var data = Math.Max(0, segment.Length - ((segment[12] >> 4) * 4));
            var next = BinaryPrimitives.ReadUInt32BigEndian(segment[4..]) + (uint)data + Bit(flags, Syn) + Bit(flags, Fin);
            BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], next);
            tcp[13] = Rst | Ack;
        }

        // The pseudo header: both addresses, the protocol, the length.
        var addresses = Sum(answer.AsSpan(EthernetHeader + 12, 8), Tcp + TcpHeader);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(Sum(tcp, addresses)));
        return answer;
    }

    private static byte[] PortUnreachable(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> packet, int header)
    {
        var quoted = packet[..(header + QuotedData)];
        var answer = Answer(frame, Icmp, IcmpHeader + quoted.Length);
        var icmp = answer.AsSpan(EthernetHeader + IpHeader);
        (icmp[0], icmp[1]) = (Unreachable, Port);
        quoted.CopyTo(icmp[IcmpHeader..]);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], Checksum(Sum(icmp, 0)));
        return answer;
    }

    // A frame back to the sender, from the address that it was sent to.
    private static byte[] Answer(ReadOnlySpan<byte> frame, byte protocol, int length)
    {
        var answer = new byte[EthernetHeader + IpHeader + length];
        frame[6..12].CopyTo(answer);
        frame[..6].CopyTo(answer.AsSpan(6));
        frame[12..14].CopyTo(answer.AsSpan(12));
        var ip = answer.AsSpan(EthernetHeader, IpHeader);
        ip[0] = 0x40 | (IpHeader / 4);
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(IpHeader + length));
        (ip[8], ip[9]) = (HopLimit, protocol);
        frame.Slice(EthernetHeader + 16, 4).CopyTo(ip[12..]);
        frame.Slice(EthernetHeader + 12, 4).CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(Sum(ip, 0)));
        return answer;
    }

    private static uint Bit(byte flags, byte flag) => (flags & flag) != 0 ? 1u : 0u;

    // The internet checksum (RFC 1071); every length here is even.
    private static uint Sum(ReadOnlySpan<byte> bytes, uint start)
    {
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            start += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return start;
    }

    private static ushort Checksum(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
