namespace MailFactory.Testing.Foreign.Consoles;

/// <summary>Reads a growing serial log piece by piece.</summary>
/// <param name="path">The file; it need not exist yet.</param>
internal sealed class SerialReader(string path)
{
    private const int LargestPiece = 1 << 20;
    private const int LargestTail = 16 << 20;

    private long _position;

    /// <summary>How many bytes there are, read or not.</summary>
    public long Length => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>The bytes that were added since the last call; empty when there are none.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length <= _position)
        {
            return [];
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (stream.ConfigureAwait(false))
        {
            stream.Position = _position;
            var piece = new byte[Math.Min(stream.Length - _position, LargestPiece)];
            var count = await stream
                .ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            _position += count;
            return piece[..count];
        }
    }

    /// <summary>
    /// The last lines of a log, clean, the unfinished one included; at most <paramref name="count"/>, and no more than the last 16 MiB
    /// hold. Only as much of the file is read as so many lines can take.
    /// </summary>
    public static async Task<IReadOnlyList<string>> TailAsync(string path, int count, CancellationToken cancellationToken)
    {
        var reader = new SerialReader(path);
        reader._position = Math.Max(0, reader.Length - TailSize(count));
        var isCut = reader._position > 0;
        var text = new SerialText();
        var lines = new Queue<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } bytes)
        {
            // A file that is cut into begins with the rest of a line, unless that rest is all there is.
            var start = isCut ? Array.IndexOf(bytes, (byte)'\n') + 1 : 0;
            isCut = false;
            foreach (var line in text.Append(bytes.AsSpan(start)).Where(line => line.Length > 0))
            {
                lines.Enqueue(line);
                if (lines.Count > count)
                {
                    lines.Dequeue();
                }
            }
        }

        return [.. lines.Append(text.UnfinishedLine).Where(line => line.Length > 0).TakeLast(count)];
    }

    /// <summary>How many bytes of a log's end are read for so many lines.</summary>
    internal static long TailSize(int count) => Math.Clamp((long)count * SerialText.LongestLine, SerialText.LongestLine, LargestTail);
}
