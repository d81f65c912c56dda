namespace MailFactory.Testing.Mistakes;

/// <summary>Several words in one sentence.</summary>
internal static class Lists
{
    /// <summary><c>25, 587 and 465</c>, with the last two joined by "and", "or".</summary>
    public static string Join(string last, IReadOnlyCollection<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {last} {words.Last()}";
}
