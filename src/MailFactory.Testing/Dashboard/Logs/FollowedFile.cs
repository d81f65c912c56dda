using MailFactory.Testing.Files;
using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Dashboard.Logs;

/// <summary>
/// The lines of a file that others write to, truncate or replace; made harmless for a terminal, as guests and downloads may print
/// anything.
/// </summary>
/// <param name="path">The file; it need not be there yet.</param>
/// <param name="tail">How many bytes of the end are read at first; all of them when null.</param>
internal sealed class FollowedFile(string path, long? tail = null)
{
    private const int BufferSize = 64 * 1024;

    // A file is taken for the same as long as it begins in the same way; there is no better sign that all file systems give.
    private const int HeadSize = 256;

    private SerialText _text = new();
    private byte[] _head = [];
    private long _position;
    private bool _isKnown;

    /// <summary>The lines that were finished since the last call; from the beginning when the file is another one or was cut.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            if (file.Length < _position || !Head(file, _head.Length).AsSpan().SequenceEqual(_head))
            {
                (_position, _text) = (0, new SerialText());
            }

            var isCut = !_isKnown && tail < file.Length;
            _position = isCut ? file.Length - tail!.Value : _position;
            _isKnown = true;
            var lines = ReadFrom(file, isCut);
            _head = Head(file, (int)Math.Min(_position, HeadSize));
            return lines;
        }
        catch (Exception error) when (error is IOException)
        {
            return [];
        }
    }

    /// <summary>The line that has not been ended, such as a prompt; empty when there is none.</summary>
    public string Unfinished => _text.UnfinishedLine;

    private static byte[] Head(FileStream file, int length)
    {
        var head = new byte[length];
        file.Position = 0;
        return head[..file.ReadAtLeast(head, length, throwOnEndOfStream: false)];
    }

    // A file that is cut into begins with the rest of a line.
    private List<string> ReadFrom(FileStream file, bool isCut)
    {
        file.Position = _position;
        var lines = new List<string>();
        var buffer = new byte[BufferSize];
        int count;
        while ((count = file.Read(buffer)) > 0)
        {
            lines.AddRange(_text.Append(buffer.AsSpan(0, count)));
            _position += count;
        }

        return isCut && lines.Count > 1 ? lines[1..] : lines;
    }
}
