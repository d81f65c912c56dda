using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>What a journal holds.</summary>
/// <param name="Entries">The entries, oldest first.</param>
/// <param name="Unreadable">How many lines are no entries: torn, or of another version.</param>
internal sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, int Unreadable)
{
    /// <summary>
    /// Reads a journal, also one that is being written; a file that is missing, or none that can be read, is an empty one.
    /// </summary>
    public static JournalContent Read(string path)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            using var reader = new StreamReader(file);
            return Of(Lines(reader));
        }
        catch (IOException)
        {
            return new JournalContent([], 0);
        }
    }

    /// <summary>Reads lines; empty ones do not count.</summary>
    public static JournalContent Of(IEnumerable<string> lines)
    {
        var entries = lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(Parse).ToList();
        return new JournalContent([.. entries.OfType<JournalEntry>()], entries.Count(entry => entry is null));
    }

    /// <summary>The entry in a line; null when it is none.</summary>
    public static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, JournalJson.Line);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
