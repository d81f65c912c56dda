namespace MailFactory.Testing.Reports.Documents;

/// <summary>Where a document differs from what it should be.</summary>
/// <param name="File">The document's name in the repository.</param>
/// <param name="Line">The first line that differs, from 1.</param>
/// <param name="Found">What is there; null past the end.</param>
/// <param name="Expected">What should be there; null past the end.</param>
public sealed record DocumentDrift(string File, int Line, string? Found, string? Expected)
{
    private const int LongestText = 120;

    /// <summary>Compares two texts line by line; null when they are the same.</summary>
    public static DocumentDrift? Between(string file, string found, string expected)
    {
        if (found == expected)
        {
            return null;
        }

        var (left, right) = (found.Split('\n'), expected.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return new DocumentDrift(file, line + 1, left.ElementAtOrDefault(line), right.ElementAtOrDefault(line));
    }

    /// <summary>The documents that differ from what they should be; the console is told of those that do not.</summary>
    /// <param name="documents">Documents with what is there and what should be.</param>
    /// <param name="console">Where to tell it.</param>
    public static async Task<IReadOnlyList<DocumentDrift>> OfAsync(
        IEnumerable<(string Name, string Found, string Expected)> documents,
        TextWriter console
    )
    {
        var drifts = new List<DocumentDrift>();
        foreach (var (name, found, expected) in documents)
        {
            if (Between(name, found, expected) is { } drift)
            {
                drifts.Add(drift);
                continue;
            }

            await console.WriteLineAsync($"{name}: up to date").ConfigureAwait(false);
        }

        return drifts;
    }

    /// <summary>The difference in one line.</summary>
    public override string ToString() => $"{File}:{Line} is {Text(Found)} and should be {Text(Expected)}";

    private static string Text(string? line) =>
        line switch
        {
            null => "missing",
            { Length: > LongestText } => $"'{line[..LongestText]}…'",
            _ => $"'{line}'",
        };
}
