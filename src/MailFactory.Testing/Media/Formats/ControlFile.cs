namespace MailFactory.Testing.Media.Formats;

/// <summary>Reads Debian control files (deb822(5)): paragraphs of fields, of which continuation lines belong to the field above.</summary>
internal static class ControlFile
{
    /// <summary>The paragraphs; those whose first line is not wanted are skipped without a closer look, as indices are long.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(TextReader reader, Func<string, bool>? isFirstLineWanted = null)
    {
        Dictionary<string, string>? fields = null;
        var isInside = false;
        var last = string.Empty;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                if (fields is not null)
                {
                    yield return fields;
                }

                fields = null;
                isInside = false;
                continue;
            }

            if (!isInside)
            {
                isInside = true;
                fields = isFirstLineWanted?.Invoke(line) ?? true ? new(StringComparer.OrdinalIgnoreCase) : null;
            }

            if (fields is not null)
            {
                last = Add(fields, line, last);
            }
        }

        if (fields is not null)
        {
            yield return fields;
        }
    }

    private static string Add(Dictionary<string, string> fields, string line, string last)
    {
        if (char.IsWhiteSpace(line[0]))
        {
            fields[last] = $"{fields.GetValueOrDefault(last)}\n{line.Trim()}";
            return last;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return last;
        }

        var name = line[..colon];
        fields[name] = line[(colon + 1)..].Trim();
        return name;
    }
}
