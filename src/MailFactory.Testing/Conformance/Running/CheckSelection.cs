using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Conformance.Running;

/// <summary>Which checks somebody asks for: by identifier, such as <c>SMTP-01</c>, or a group of them, such as <c>SMTP</c>.</summary>
internal static class CheckSelection
{
    /// <summary>The groups of checks, such as <c>TLS</c>.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. ConformanceSuite.Checks.Select(Group).Distinct()];

    /// <summary>All words that select checks: the groups, then the identifiers.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Groups, .. ConformanceSuite.Checks.Select(check => check.Id)];

    /// <summary>The words as they were meant: <c>TLS,REL-01</c> is two of them; commas alone stay a word, which selects nothing.</summary>
    public static IReadOnlyList<string> Split(IEnumerable<string> typed) =>
        [
            .. typed.SelectMany(word =>
                word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words
                    ? words
                    : [word]
            ),
        ];

    /// <summary>The words that select nothing.</summary>
    public static IReadOnlyList<string> Unknown(IEnumerable<string> typed) =>
        [.. Split(typed).Except(Words, StringComparer.OrdinalIgnoreCase)];

    /// <summary>What to say of words that select nothing: there are too many checks to name them all.</summary>
    public static string Mistake(string where, IReadOnlyList<string> unknown) =>
        WrongValue.Of(where, unknown, Words, $"a group ({string.Join(", ", Groups)}) or a check that TESTING.md lists, such as SMTP-01");

    /// <summary>The checks, in the suite's order; all of them when there are no words. An unknown word is an
    /// <see cref="ArgumentException"/>.</summary>
    public static IReadOnlyList<Check> Of(IReadOnlyCollection<string>? typed)
    {
        if (typed is null or { Count: 0 })
        {
            return ConformanceSuite.Checks;
        }

        var unknown = Unknown(typed);
        if (unknown.Count > 0)
        {
            throw new ArgumentException(Mistake("checks", unknown), nameof(typed));
        }

        var words = Split(typed).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ConformanceSuite.Checks.Where(check => words.Contains(check.Id) || words.Contains(Group(check)))];
    }

    private static string Group(Check check) => check.Id[..check.Id.IndexOf('-', StringComparison.Ordinal)];
}
