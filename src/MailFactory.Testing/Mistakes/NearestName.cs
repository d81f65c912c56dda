namespace MailFactory.Testing.Mistakes;

/// <summary>Finds the name that somebody most likely meant.</summary>
internal static class NearestName
{
    private const int MostNames = 2;
    private const int LongWord = 6;

    /// <summary>A question such as <c> (did you mean debian-13?)</c>; empty when nothing, or too much, is near.</summary>
    public static string Hint(string word, IEnumerable<string> names) => Hint([word], [.. names]);

    /// <summary>The same for several words.</summary>
    public static string Hint(IEnumerable<string> words, IReadOnlyCollection<string> names)
    {
        var nearest = words.SelectMany(word => Nearest(word, names)).Distinct().ToList();
        return nearest.Count > 0 ? $" (did you mean {string.Join(" or ", nearest)}?)" : string.Empty;
    }

    private static List<string> Nearest(string word, IReadOnlyCollection<string> names)
    {
        // Of a short word two letters are half of it, and yaml is not a slip for html.
        var limit = word.Length < LongWord ? 1 : Math.Max(2, word.Length / 3);
        var nearest =
            names
                .GroupBy(name => Distance(word, name))
                .Where(group => group.Key <= limit && group.Key < word.Length)
                .MinBy(group => group.Key)
                ?.ToList()
            ?? [];
        return nearest.Count <= MostNames ? nearest : [];
    }

    // Levenshtein's distance, and two letters that changed places are one step: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
    private static int Distance(string a, string b)
    {
        var (before, last) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
