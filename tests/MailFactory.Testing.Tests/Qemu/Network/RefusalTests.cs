using System.Buffers.Binary;
using System.Net;
using CsCheck;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Tests.Qemu.Network;

public sealed class RefusalTests
{
    private const byte Syn = 0x02;
    private const byte Rst = 0x04;
    private const byte Ack = 0x10;
    private const byte Tcp = 6;
    private const byte Udp = 17;

    [Theory]
    [InlineData(Syn, Rst | Ack, 0u, 1001u)]
    [InlineData(Syn | 0x01, Rst | Ack, 0u, 1002u)]
    [InlineData(Ack, Rst, 77u, 0u)]
    [InlineData(Syn | Ack, Rst, 77u, 0u)]
    public void A_segment_is_answered_by_the_reset_that_its_sender_takes(int flags, int expected, uint sequence, uint acknowledged)
    {
        var answer = Refusal.Of(Frame(Tcp, "10.0.2.2", 22, 20, (byte)flags))!;
        Assert.Equal(54, answer.Length);
        Assert.Equal(expected, answer[47]);
        Assert.Equal((sequence, acknowledged), (Word(answer, 38), Word(answer, 42)));
        Assert.Equal((22, 40000), (Port(answer, 34), Port(answer, 36)));
        IsFromTheOtherSide(answer, "10.0.2.2");
        byte[] pseudo = [.. answer[26..34], 0, Tcp, 0, 20];
        Assert.Equal(0xffff, Sum([.. pseudo, .. answer[34..]]));
    }

    [Fact]
    public void Data_in_a_segment_counts() => Assert.Equal(1001u + 6, Word(Refusal.Of(Frame(Tcp, "10.0.2.2", 22, 26, Syn))!, 42));

    [Fact]
    public void A_datagram_is_answered_with_its_beginning_quoted()
    {
        var frame = Frame(Udp, "192.168.7.9", 161, 500);
        var answer = Refusal.Of(frame)!;
        Assert.Equal((3, 3), (answer[34], answer[35]));
        Assert.Equal(frame[14..42], answer[42..]);
        IsFromTheOtherSide(answer, "192.168.7.9");
        Assert.Equal(0xffff, Sum(answer[34..]));
    }

    [Theory]
    [InlineData(Tcp, "10.0.2.2", 20, Rst)]
    [InlineData(Tcp, "10.0.2.2", 20, Rst | Ack)]
    [InlineData(Tcp, "10.0.2.2", 12, Syn)]
    [InlineData(Tcp, "224.0.0.251", 20, Syn)]
    [InlineData(Udp, "255.255.255.255", 8, 0)]
    [InlineData(Udp, "10.0.2.2", 4, 0)]
    [InlineData(1, "10.0.2.2", 20, 0)]
    public void Nothing_is_said_to_others(byte protocol, string to, int length, int flags) =>
        Assert.Null(Refusal.Of(Frame(protocol, to, 22, length, (byte)flags)));

    [Fact]
    public void Nothing_is_said_to_a_piece_of_a_packet()
    {
        var frame = Frame(Udp, "10.0.2.2", 69, 40);
        frame[20] = 0x20;
        Assert.Null(Refusal.Of(frame));
    }

    [Fact]
    public void Whatever_a_guest_sends_the_answer_is_small() =>
        Gen
            .Byte.Array[0, 90]
            .Sample(
                bytes =>
                {
                    if (bytes.Length > 14)
                    {
                        (bytes[12], bytes[13], bytes[14]) = (0x08, 0x00, (byte)(0x40 | (bytes[14] & 0xf)));
                    }

                    if (bytes.Length > 23)
                    {
                        (bytes[16], bytes[23]) = (0, bytes[23] % 2 == 0 ? Tcp : Udp);
                    }

                    Assert.InRange(Refusal.Of(bytes)?.Length ?? 0, 0, 14 + 20 + 8 + 60 + 8);
                },
                iter: 20_000
            );

    private static void IsFromTheOtherSide(byte[] answer, string from)
    {
        Assert.Equal([6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 0x08, 0x00], answer[..14]);
        Assert.Equal(answer.Length - 14, Port(answer, 16));
        Assert.Equal((IPAddress.Parse(from), IPAddress.Parse("10.0.2.15")), (new IPAddress(answer[26..30]), new IPAddress(answer[30..34])));
        Assert.Equal(0xffff, Sum(answer[14..34]));
    }

    private static byte[] Frame(byte protocol, string to, int port, int length, byte flags = 0)
    {
        var frame = new byte[14 + 20 + length];
        ((byte[])[2, 2, 2, 2, 2, 2, 6, 6, 6, 6, 6, 6, 0x08, 0x00, 0x45]).CopyTo(frame, 0);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), (ushort)(20 + length));
        frame[23] = protocol;
        IPAddress.Parse("10.0.2.15").GetAddressBytes().CopyTo(frame, 26);
        IPAddress.Parse(to).GetAddressBytes().CopyTo(frame, 30);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(34), 40000);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), (ushort)port);
        if (protocol == Tcp && length >= 20)
        {
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(38), 1000);
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(42), 77);
            (frame[46], frame[47]) = (0x50, flags);
        }

        return frame;
    }

    private static int Port(byte[] frame, int at) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(at));

    private static uint Word(byte[] frame, int at) => BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(at));

    // The checksum of bytes that hold a right one is 0xffff (RFC 1071).
    private static int Sum(byte[] bytes)
    {
        var sum = bytes.Chunk(2).Sum(pair => (pair[0] << 8) | pair[1]);
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return sum;
    }
}
