namespace Nuke.Common.Parameters;

/// <summary>Finds the names that somebody most likely meant.</summary>
internal static class NearestNames
{
    /// <summary>A sentence such as <c> Did you mean --memory?</c>, or an empty string if nothing is near.</summary>
    public static string Hint(string word, IEnumerable<string> names)
    {
        var near = Of(word, names);
        return near.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>At most two names, the nearest first.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> names)
    {
        var wanted = ParameterNames.Plain(word);
        var limit = Math.Max(2, wanted.Length / 3);
        return
        [
            .. names
                .Select(name => (name, distance: Distance(wanted, ParameterNames.Plain(name))))
                .Where(x => x.distance <= limit && x.distance < wanted.Length)
                .OrderBy(x => x.distance)
                .Take(2)
                .Select(x => x.name),
        ];
    }

    /// <summary>Levenshtein's distance; a prefix counts as one step away.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length >= 3 && b.StartsWith(a, StringComparison.Ordinal))
        {
            return 1;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
