using System.Buffers.Binary;
using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// Adds up the packets in a growing <see cref="TrafficRecord"/> (pcap: a header of 24 bytes; before each packet 16 bytes, the
/// third word being the bytes kept and the fourth the packet's length; little-endian on every host QEMU runs guests on here).
/// </summary>
/// <param name="path">The file; it need not exist yet.</param>
internal sealed class TrafficReader(string path)
{
    private const int FileHeader = 24;
    private const int PacketHeader = 16;

    private readonly SerialReader _file = new(path);
    private byte[] _rest = [];
    private bool _isHeaderRead;

    /// <summary>How many bytes went over the network in both directions so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Reads what was added since the last call.</summary>
    public async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _file.ReadAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } piece)
        {
            Take([.. _rest, .. piece]);
        }

        return Bytes;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (!_isHeaderRead && bytes.Length >= FileHeader)
        {
            bytes = bytes[FileHeader..];
            _isHeaderRead = true;
        }

        while (_isHeaderRead && bytes.Length >= PacketHeader)
        {
            var next = PacketHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            if (bytes.Length < next)
            {
                break;
            }

            Bytes += BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
            bytes = bytes[(int)next..];
        }

        _rest = bytes.ToArray();
    }
}
