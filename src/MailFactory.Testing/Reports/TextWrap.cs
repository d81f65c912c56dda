namespace MailFactory.Testing.Reports;

/// <summary>Breaks text into lines that fit a width.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters, broken at spaces and inside words only where one is longer.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = string.Empty;
        foreach (
            var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => word.Chunk(width))
                .Select(chunk => new string(chunk))
        )
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = string.Empty;
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
