using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Dashboard.Logs;

/// <summary>
/// The lines of a file that others write to, truncate or replace; made harmless for a terminal, as guests and downloads may print
/// anything.
/// </summary>
/// <param name="path">The file; it need not be there yet.</param>
internal sealed class FollowedFile(string path)
{
    private const int BufferSize = 64 * 1024;

    private SerialText _text = new();
    private DateTime _created;
    private long _position;

    /// <summary>The lines that were finished since the last call; from the beginning when the file is another one or was cut.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var created = File.GetCreationTimeUtc(file.SafeFileHandle);
            if (created != _created || file.Length < _position)
            {
                (_created, _position, _text) = (created, 0, new SerialText());
            }

            return ReadFrom(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The line that has not been ended, such as a prompt; empty when there is none.</summary>
    public string Unfinished => _text.UnfinishedLine;

    private List<string> ReadFrom(FileStream file)
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

        return lines;
    }
}
