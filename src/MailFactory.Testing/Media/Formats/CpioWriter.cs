using System.Text;

namespace MailFactory.Testing.Media.Formats;

/// <summary>
/// Writes cpio archives in the "newc" format, as Linux reads an initramfs
/// (https://docs.kernel.org/driver-api/early-userspace/buffer-format.html). Everything belongs to root and has the time zero,
/// so that equal input gives equal bytes.
/// </summary>
internal static class CpioWriter
{
    private const string Trailer = "TRAILER!!!";

    /// <summary>Writes the entries and the trailer; a folder must come before what is in it.</summary>
    public static void Write(Stream stream, IEnumerable<CpioEntry> entries)
    {
        var inode = 1;
        foreach (var entry in entries)
        {
            WriteEntry(stream, entry, inode++);
        }

        WriteEntry(stream, new CpioEntry(Trailer, 0, []), 0);
    }

    private static void WriteEntry(Stream stream, CpioEntry entry, int inode)
    {
        var name = Encoding.UTF8.GetBytes(entry.Path + '\0');
        uint[] fields =
        [
            // inode, mode, owner, group, links, time, size, four device numbers, length of the name, no checksum
            (uint)inode,
            entry.Mode,
            0,
            0,
            1,
            0,
            (uint)entry.Content.Length,
            0,
            0,
            0,
            0,
            (uint)name.Length,
            0,
        ];
        var header = Encoding.ASCII.GetBytes("070701" + string.Concat(fields.Select(field => field.ToString("x8"))));
        stream.Write(header);
        stream.Write(name);
        Pad(stream, header.Length + name.Length);
        stream.Write(entry.Content);
        Pad(stream, entry.Content.Length);
    }

    private static void Pad(Stream stream, int length) => stream.Write(stackalloc byte[(4 - (length % 4)) % 4]);
}
