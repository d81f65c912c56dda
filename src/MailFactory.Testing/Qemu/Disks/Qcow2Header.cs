using System.Buffers.Binary;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Qemu.Disks;

/// <summary>
/// What a file's first bytes say about it as a qcow2 image (QEMU's docs/interop/qcow2.txt). No other file that it may name is
/// opened, which qemu-img does: an image from elsewhere could name a device or a server.
/// </summary>
internal sealed record Qcow2Header
{
    private const int Length = 80;
    private const uint Magic = 0x514649fb;
    private const ulong Dirty = 1;
    private const ulong Corrupt = 1 << 1;
    private const ulong ExternalData = 1 << 2;
    private const ulong Understood = 0b11111;

    /// <summary>Whether it is a qcow2 image of version 2 or 3.</summary>
    public required bool IsQcow2 { get; init; }

    /// <summary>Why the image is of no use alone or to us, one part of a sentence each; none for a plain image.</summary>
    public required IReadOnlyList<string> Shortcomings { get; init; }

    /// <summary>Reads a file's header.</summary>
    public static async Task<Qcow2Header> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var header = new byte[Length];
        var file = RegularFile.OpenTarget(path);
        await using var _ = file.ConfigureAwait(false);
        var read = await file.ReadAtLeastAsync(header, Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == Length && Word(header, 0) == Magic && Word(header, 4) is 2 or 3
            ? new Qcow2Header { IsQcow2 = true, Shortcomings = [.. Judge(header)] }
            : new Qcow2Header { IsQcow2 = false, Shortcomings = ["it is not a qcow2 image"] };
    }

    private static IEnumerable<string> Judge(byte[] header)
    {
        // The features' place is data in version 2.
        var features = Word(header, 4) == 3 ? Long(header, 72) : 0;
        foreach (
            var (applies, shortcoming) in new[]
            {
                (Long(header, 8) != 0, "it is an overlay of another image"),
                (Word(header, 32) != 0, "it is encrypted"),
                (Word(header, 60) != 0, "it holds snapshots"),
                ((features & Dirty) != 0, "it was not closed properly"),
                ((features & Corrupt) != 0, "it is marked as corrupt"),
                ((features & ExternalData) != 0, "its data are in another file"),
                ((features & ~Understood) != 0, "it has features that are not known here"),
            }
        )
        {
            if (applies)
            {
                yield return shortcoming;
            }
        }
    }

    private static uint Word(byte[] header, int offset) => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(offset));

    private static ulong Long(byte[] header, int offset) => BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(offset));
}
