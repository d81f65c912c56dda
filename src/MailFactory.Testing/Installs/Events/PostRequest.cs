using System.Globalization;
using System.Net;
using System.Text;

namespace MailFactory.Testing.Installs.Events;

/// <summary>
/// An HTTP/1.1 POST with a Content-Length, which is all that webhook reporters send. .NET's own HttpListener answers only
/// requests that name the address it is bound to, and a guest names another one.
/// </summary>
/// <param name="Path">The path asked for.</param>
/// <param name="Body">What was posted.</param>
internal sealed record PostRequest(string Path, ReadOnlyMemory<byte> Body)
{
    private const int LongestHead = 16 * 1024;
    private const int LongestBody = 64 * 1024;

    /// <summary>Reads a request; null when it is none of that kind, or too long.</summary>
    public static async Task<PostRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        var (length, headEnd) = (0, -1);
        while (headEnd < 0)
        {
            var count =
                length < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) : 0;
            if (count == 0)
            {
                return null;
            }

            length += count;
            headEnd = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.ASCII.GetString(buffer, 0, headEnd).Split("\r\n");
        var words = lines[0].Split(' ');
        var size = ContentLength(lines);
        if (words is not ["POST", var path, "HTTP/1.0" or "HTTP/1.1"] || size is null or > LongestBody)
        {
            return null;
        }

        var body = new byte[size.Value];
        var early = buffer.AsMemory(headEnd + 4, Math.Min(length - headEnd - 4, body.Length));
        early.CopyTo(body);
        await stream.ReadExactlyAsync(body.AsMemory(early.Length), cancellationToken).ConfigureAwait(false);
        return new PostRequest(path, body);
    }

    /// <summary>An answer without a body that ends the connection.</summary>
    public static byte[] Answer(HttpStatusCode status) =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {(int)status} {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        );

    private static int? ContentLength(IEnumerable<string> lines) =>
        lines
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(field => field.Length == 2 && field[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(field => int.TryParse(field[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (int?)null)
            .FirstOrDefault();
}
