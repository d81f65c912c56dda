using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Tests.Qemu.Network;

/// <summary>The gate with a test in QEMU's place.</summary>
public sealed class PacketGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _out;
    private readonly Socket _in;
    private readonly Socket _back;

    public PacketGateTests()
    {
        _out = Listen("gate-out");
        _in = Listen("gate-in");
        _back = Listen("gate-back");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _out.Dispose();
        _in.Dispose();
        _back.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Frames_come_back_whole_and_in_order_and_those_to_the_host_do_not()
    {
        var (gate, guest, network) = await OpenAsync();
        await using var open = gate;
        var frames = Enumerable
            .Range(0, 300)
            .Select(number => Frame(number % 3 == 0 ? "127.0.0.1" : "9.9.9.9", 40 + (number * 7)))
            .ToList();
        var bytes = frames.SelectMany(WithLength).ToArray();
        var sending = Task.Run(
            async () =>
            {
                // In pieces that end in the midst of lengths and frames.
                foreach (var piece in bytes.Chunk(1003))
                {
                    await guest.SendAsync(piece, Cancellation);
                }
            },
            Cancellation
        );
        var expected = frames.Where((_, number) => number % 3 != 0).SelectMany(WithLength).ToArray();
        var got = new byte[expected.Length];
        await new NetworkStream(network).ReadExactlyAsync(got, Cancellation);
        await sending;
        Assert.Equal(expected, got);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_network_that_takes_nothing_does_not_hold_the_guest_up()
    {
        var (gate, guest, _) = await OpenAsync();
        await using var open = gate;
        var frame = WithLength(Frame("9.9.9.9", 60_000)).ToArray();
        for (var sent = 0; sent < 2_000; sent++)
        {
            await guest.SendAsync(frame, Cancellation);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_connection_to_the_host_is_refused_at_once()
    {
        var (gate, guest, network) = await OpenAsync();
        await using var open = gate;
        using var back = await _back.AcceptAsync(Cancellation);
        var frame = Frame("127.0.0.1", 54);
        (frame[17], frame[23], frame[46], frame[47]) = (40, 6, 0x50, 0x02);
        await guest.SendAsync(WithLength(frame).ToArray(), Cancellation);
        var answer = new byte[4 + 54];
        await new NetworkStream(back).ReadExactlyAsync(answer, Cancellation);
        Assert.Equal(WithLength(Refusal.Of(frame)!), answer);
        Assert.Equal(0, network.Available);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_length_that_no_frame_has_closes_the_gate()
    {
        var (gate, guest, network) = await OpenAsync();
        await using var open = gate;
        await guest.SendAsync((byte[])[0x7f, 0, 0, 0, .. WithLength(Frame("9.9.9.9", 60))], Cancellation);
        Assert.Equal(0, await ReceiveAsync(guest));
        Assert.Equal(0, network.Available);
    }

    private async Task<(PacketGate Gate, Socket Guest, Socket Network)> OpenAsync()
    {
        var gate = await PacketGate.OpenAsync(
            _folder.Path,
            new PacketRules(new GuestReach(), () => new HashSet<IPAddress>()),
            Cancellation
        );
        return (gate, await _out.AcceptAsync(Cancellation), await _in.AcceptAsync(Cancellation));
    }

    // Closed with something unread, a socket ends by a reset.
    private static async Task<int> ReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancellation);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    private static IEnumerable<byte> WithLength(byte[] frame)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, frame.Length);
        return [.. length, .. frame];
    }

    private static byte[] Frame(string to, int length)
    {
        var frame = new byte[length];
        (frame[12], frame[13], frame[14]) = (0x08, 0x00, 0x45);
        IPAddress.Parse(to).GetAddressBytes().CopyTo(frame, 30);
        return frame;
    }

    private Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.PathOf(name)));
        socket.Listen(1);
        return socket;
    }
}
