using System.Buffers.Binary;
using System.Net.Sockets;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// The gate in a guest's way out: QEMU hands over each frame that the guest sends (<c>filter-redirector</c>); those that the
/// <see cref="PacketRules"/> allow are handed back, and the others are answered by a <see cref="Refusal"/>. It needs no privilege, no
/// namespace and no other program. Where nobody stands at the gate, what the guest sends is lost.
/// </summary>
internal sealed class PacketGate : IAsyncDisposable
{
    private const string Out = "gate-out";
    private const string In = "gate-in";
    private const string Back = "gate-back";
    private const string Shut = "gate-shut";

    // A length in four bytes before each frame (QEMU's net/socket.c), and the longest frame that QEMU makes (include/net/net.h).
    private const int Prefix = 4;
    private const int LongestFrame = 4096 + 65536;

    private readonly NetworkStream _from;
    private readonly FrameWriter _network;
    private readonly FrameWriter _guest;
    private readonly PacketRules _rules;
    private readonly Task _working;

    private PacketGate(IReadOnlyList<NetworkStream> sockets, PacketRules rules)
    {
        _from = sockets[0];
        _network = new FrameWriter(sockets[1]);
        _guest = new FrameWriter(sockets[2]);
        _rules = rules;
        _working = Task.Run(ReadAsync);
    }

    /// <summary>
    /// QEMU's side of the gate. What a guest sends passes the filters from the last to the first. A redirector whose socket nobody
    /// holds lets everything pass (net/filter-mirror.c), so behind the gate stands one that leads into a small ring of memory and is
    /// never without its reader: only what is handed back in behind it reaches the network.
    /// </summary>
    public static IEnumerable<string> Arguments(string socketFolder) =>
        [
            .. Socket(socketFolder, Out),
            .. Socket(socketFolder, In),
            .. Socket(socketFolder, Back),
            "-chardev",
            $"ringbuf,id={Shut},size=4096",
            .. Filter("allowed", $"queue=rx,indev={In}"),
            .. Filter("shut", $"queue=rx,outdev={Shut}"),
            .. Filter("gate", $"queue=rx,outdev={Out}"),
            .. Filter("refused", $"queue=tx,indev={Back}"),
        ];

    /// <summary>Takes its stand at the gate of a QEMU that has opened its sockets.</summary>
    public static async Task<PacketGate> OpenAsync(string socketFolder, PacketRules rules, CancellationToken cancellationToken)
    {
        var sockets = new List<NetworkStream>();
        try
        {
            foreach (var name in (string[])[Out, In, Back])
            {
                sockets.Add(await ConnectAsync(Path.Combine(socketFolder, name), cancellationToken).ConfigureAwait(false));
            }

            return new PacketGate(sockets, rules);
        }
        catch
        {
            foreach (var socket in sockets)
            {
                await socket.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Leaves the gate closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
        await _network.DisposeAsync().ConfigureAwait(false);
        await _guest.DisposeAsync().ConfigureAwait(false);
    }

    private static IEnumerable<string> Socket(string folder, string name) =>
        ["-chardev", $"socket,id={name},path={QemuOption.Value(Path.Combine(folder, name))},server=on,wait=off"];

    private static IEnumerable<string> Filter(string name, string way) =>
        ["-object", $"filter-redirector,id={name},netdev={UserNetwork.Id},{way}"];

    private static async Task<NetworkStream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // QEMU waits until this side is read, so reading waits for nothing else.
    private async Task ReadAsync()
    {
        var buffer = new byte[4 * LongestFrame];
        var filled = 0;
        try
        {
            while (await _from.ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is var count and > 0)
            {
                filled += count;
                filled = Take(buffer, filled);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidDataException)
        {
            // QEMU has ended, or this run has left the gate.
        }

        await _from.DisposeAsync().ConfigureAwait(false);
    }

    // Hands on the whole frames and returns how many bytes of the next one are left at the buffer's start.
    private int Take(byte[] buffer, int filled)
    {
        var allowed = new List<ReadOnlyMemory<byte>>();
        var refused = new List<ReadOnlyMemory<byte>>();
        var start = 0;
        while (filled - start >= Prefix)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start));
            if (length is < 0 or > LongestFrame)
            {
                throw new InvalidDataException();
            }

            if (filled - start < Prefix + length)
            {
                break;
            }

            var frame = buffer.AsMemory(start + Prefix, length);
            if (_rules.Allows(frame.Span))
            {
                allowed.Add(frame);
            }
            else if (Refusal.Of(frame.Span) is { } answer)
            {
                refused.Add(answer);
            }

            start += Prefix + length;
        }

        Send(allowed, _network);
        Send(refused, _guest);
        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        return filled - start;
    }

    private static void Send(List<ReadOnlyMemory<byte>> frames, FrameWriter writer)
    {
        if (frames.Count == 0)
        {
            return;
        }

        var joined = new byte[frames.Sum(frame => Prefix + frame.Length)];
        var rest = joined.AsSpan();
        foreach (var frame in frames)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, frame.Length);
            frame.Span.CopyTo(rest[Prefix..]);
            rest = rest[(Prefix + frame.Length)..];
        }

        writer.Send(joined);
    }
}
