using System.Globalization;
using System.Text;

namespace MailFactory.Testing.Media.Formats;

/// <summary>Reads and writes the common ar format, as deb(5) uses it: short names, no symbol table.</summary>
internal static class ArArchive
{
    private const int HeaderLength = 60;
    private static readonly byte[] _magic = "!<arch>\n"u8.ToArray();

    /// <summary>The members in order; throws <see cref="InvalidDataException"/> when the stream is no ar archive.</summary>
    public static List<ArMember> ReadMembers(Stream stream)
    {
        var magic = new byte[_magic.Length];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.AsSpan().SequenceEqual(_magic))
        {
            throw new InvalidDataException("this is not an ar archive, so not a Debian package");
        }

        var members = new List<ArMember>();
        var header = new byte[HeaderLength];
        while (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
        {
            var name = Encoding.ASCII.GetString(header, 0, 16).Trim().TrimEnd('/');
            var length = long.Parse(Encoding.ASCII.GetString(header, 48, 10).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
            members.Add(new ArMember(name, stream.Position, length));
            stream.Position += length + (length % 2);
        }

        return members;
    }

    /// <summary>Writes members with the owner root and the time zero, so that equal input gives equal bytes.</summary>
    public static void Write(Stream stream, IEnumerable<(string Name, byte[] Content)> members)
    {
        stream.Write(_magic);
        foreach (var (name, content) in members)
        {
            stream.Write(Encoding.ASCII.GetBytes($"{name, -16}{0, -12}{0, -6}{0, -6}{"100644", -8}{content.Length, -10}`\n"));
            stream.Write(content);
            if (content.Length % 2 != 0)
            {
                stream.WriteByte((byte)'\n');
            }
        }
    }
}
