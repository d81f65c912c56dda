using System.Buffers.Binary;

namespace MailFactory.Testing.Reports.Page;

/// <summary>The size of a PNG picture, read from its header (https://www.w3.org/TR/png-3/#5Introduction).</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
internal sealed record PngSize(int Width, int Height)
{
    private const int HeaderEnd = 24;
    private static readonly byte[] _signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>The size; null when the bytes are no PNG picture.</summary>
    public static PngSize? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderEnd && bytes.StartsWith(_signature)
            ? new PngSize(BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : null;
}
