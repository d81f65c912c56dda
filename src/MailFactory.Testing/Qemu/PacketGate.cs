using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// The gate in a guest's way out: QEMU hands over each frame that the guest sends (<c>filter-redirector</c>), and only those that
/// the <see cref="PacketRules"/> allow are handed back. It needs no privilege, no namespace and no other program. Where nobody
/// stands at the gate, QEMU drops what the guest sends.
/// </summary>
internal sealed class PacketGate : IAsyncDisposable
{
    private const string Out = "gate-out";
    private const string In = "gate-in";

    // A length in four bytes before each frame (QEMU's net/socket.c), and the longest frame that QEMU makes (include/net/net.h).
    private const int Prefix = 4;
    private const int LongestFrame = 4096 + 65536;

    // QEMU waits until its side is read, so that reading must never wait for writing; what the network cannot take is lost, as on any network.
    private const int LongestQueue = 256;

    private readonly NetworkStream _from;
    private readonly NetworkStream _to;
    private readonly PacketRules _rules;
    private readonly Channel<byte[]> _allowed = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Task _working;

    private PacketGate(NetworkStream from, NetworkStream to, PacketRules rules)
    {
        _from = from;
        _to = to;
        _rules = rules;
        _working = Task.WhenAll(Task.Run(ReadAsync), Task.Run(WriteAsync));
    }

    /// <summary>QEMU's side of the gate.</summary>
    public static IEnumerable<string> Arguments(string socketFolder) =>
    [
        "-chardev", $"socket,id={Out},path={QemuOption.Value(Path.Combine(socketFolder, Out))},server=on,wait=off",
        "-chardev", $"socket,id={In},path={QemuOption.Value(Path.Combine(socketFolder, In))},server=on,wait=off",
        "-object", $"filter-redirector,id=gate,netdev={UserNetwork.Id},queue=rx,outdev={Out},indev={In}",
    ];

    /// <summary>Takes its stand at the gate of a QEMU that has opened its sockets.</summary>
    public static async Task<PacketGate> OpenAsync(string socketFolder, PacketRules rules, CancellationToken cancellationToken)
    {
        var from = await ConnectAsync(Path.Combine(socketFolder, Out), cancellationToken).ConfigureAwait(false);
        try
        {
            return new PacketGate(from, await ConnectAsync(Path.Combine(socketFolder, In), cancellationToken).ConfigureAwait(false), rules);
        }
        catch
        {
            await from.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves the gate closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync().ConfigureAwait(false);
        await _to.DisposeAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
    }

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

        _allowed.Writer.TryComplete();
    }

    // Hands on the whole frames and returns how many bytes of the next one are left at the buffer's start.
    private int Take(byte[] buffer, int filled)
    {
        var allowed = new List<Range>();
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

            if (_rules.Allows(buffer.AsSpan(start + Prefix, length)))
            {
                allowed.Add(new Range(start, start + Prefix + length));
            }

            start += Prefix + length;
        }

        if (allowed.Count > 0)
        {
            _allowed.Writer.TryWrite(Join(buffer, allowed));
        }

        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        return filled - start;
    }

    private static byte[] Join(byte[] buffer, List<Range> frames)
    {
        var joined = new byte[frames.Sum(frame => frame.End.Value - frame.Start.Value)];
        var end = 0;
        foreach (var frame in frames)
        {
            var bytes = buffer.AsSpan(frame);
            bytes.CopyTo(joined.AsSpan(end));
            end += bytes.Length;
        }

        return joined;
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frames in _allowed.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await _to.WriteAsync(frames).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // QEMU has ended, or this run has left the gate.
        }
    }
}
