using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace MailFactory.Testing.Downloads.Parts;

/// <summary>
/// The small file beside an unfinished download: a line of JSON for the layout, then a line of fixed width for each chunk with
/// the bytes it has. Such a line is rewritten in place after each write of data, so a killed process loses at most that write.
/// </summary>
internal static class PartialState
{
    private const int LineLength = 21;

    /// <summary>What an earlier process left; null when there is nothing or it makes no sense.</summary>
    public static (PartialLayout Layout, long[] Done)? Load(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            var layout = JsonSerializer.Deserialize<PartialLayout>(lines[0]);
            if (layout is not { Total: > 0, ChunkBytes: > 0 } || lines.Length - 1 != layout.Count())
            {
                return null;
            }

            var done = lines.Skip(1).Select(line => long.Parse(line, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
            return done.Index().All(chunk => chunk.Item <= layout.LengthOf(chunk.Index)) ? (layout, done) : null;
        }
        catch (Exception error)
            when (error is IOException or JsonException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file in one step and leaves it open for <see cref="Record"/>.</summary>
    public static SafeFileHandle Write(string path, PartialLayout layout, long[] done)
    {
        var neighbour = $"{path}.tmp";
        File.WriteAllText(neighbour, string.Concat(done.Select(Line).Prepend(Header(layout))));
        File.Move(neighbour, path, overwrite: true);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>Notes how many bytes a chunk has.</summary>
    public static void Record(SafeFileHandle state, PartialLayout layout, int chunk, long done) =>
        RandomAccess.Write(
            state,
            Encoding.ASCII.GetBytes(Line(done)),
            Encoding.UTF8.GetByteCount(Header(layout)) + ((long)chunk * LineLength)
        );

    private static string Header(PartialLayout layout) => JsonSerializer.Serialize(layout) + "\n";

    private static string Line(long done) => done.ToString("D20", CultureInfo.InvariantCulture) + "\n";
}
