using System.Text.Json;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>
/// Appends entries to a journal; each is on its way to the disk when <see cref="Append"/> returns. Not for two threads at once.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly FileStream _file;

    private JournalWriter(FileStream file) => _file = file;

    /// <summary>
    /// Opens or creates a journal. A last line that a killed or full host left torn is ended, so that it spoils no other.
    /// </summary>
    public static JournalWriter Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        return new JournalWriter(file);
    }

    /// <summary>Writes one entry. Results also survive a host that loses power.</summary>
    public void Append(JournalEntry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Line), (byte)'\n'];
        _file.Write(line);
        _file.Flush(flushToDisk: entry is StageEnded or RunEnded);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
