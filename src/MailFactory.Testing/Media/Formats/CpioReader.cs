using System.Globalization;
using System.Text;

namespace MailFactory.Testing.Media.Formats;

/// <summary>Reads cpio archives in the "newc" format, several of them in a row as Linux does.</summary>
internal static class CpioReader
{
    private const int HeaderLength = 110;
    private const string Trailer = "TRAILER!!!";

    /// <summary>
    /// The entries in order, without trailers; throws <see cref="InvalidDataException"/> when the stream is no such archive.
    /// </summary>
    public static IEnumerable<CpioEntry> Read(Stream stream)
    {
        var header = new byte[HeaderLength];
        while (ReadHeader(stream, header))
        {
            if (Encoding.ASCII.GetString(header, 0, 6) is not ("070701" or "070702"))
            {
                throw new InvalidDataException("this is not a cpio archive in the newc format");
            }

            var nameLength = Field(header, 11);
            var name = new byte[nameLength + Padding(HeaderLength + nameLength)];
            stream.ReadExactly(name);
            var size = Field(header, 6);
            var content = new byte[size];
            stream.ReadExactly(content);
            stream.ReadExactly(new byte[Padding(size)]);
            var path = Encoding.UTF8.GetString(name, 0, nameLength - 1);
            if (path != Trailer)
            {
                yield return new CpioEntry(
                    path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/'),
                    (uint)Field(header, 1),
                    content
                );
            }
        }
    }

    // Archives in a row may have zeros between them.
    private static bool ReadHeader(Stream stream, byte[] header)
    {
        do
        {
            var read = stream.ReadAtLeast(header.AsSpan(0, 1), 1, throwOnEndOfStream: false);
            if (read == 0)
            {
                return false;
            }
        } while (header[0] == 0);

        stream.ReadExactly(header.AsSpan(1));
        return true;
    }

    private static int Field(byte[] header, int index) =>
        int.Parse(Encoding.ASCII.GetString(header, 6 + (index * 8), 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int Padding(int length) => (4 - (length % 4)) % 4;
}
