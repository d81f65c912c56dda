namespace MailFactory.Testing.Mistakes;

/// <summary>How somebody is told that a value is none of those that there are: the same words wherever it is said.</summary>
internal static class WrongValue
{
    /// <summary><c>--format: 'yaml' is not valid; use text or json</c>, with the nearest name when one is near.</summary>
    /// <param name="where">The option, or the place in a file.</param>
    /// <param name="value">What was given.</param>
    /// <param name="allowed">What there is.</param>
    public static string Of(string where, string value, IEnumerable<string> allowed) => Of(where, [value], [.. allowed]);

    /// <summary>The same for several values at once.</summary>
    public static string Of(string where, IReadOnlyList<string> values, IReadOnlyCollection<string> allowed) =>
        Of(where, values, allowed, Lists.Join("or", allowed));

    /// <summary>The same where there is too much, or more, to name.</summary>
    /// <param name="where">The option, or the place in a file.</param>
    /// <param name="values">What was given.</param>
    /// <param name="known">The names that one of them may be meant for.</param>
    /// <param name="use">What to use, in words.</param>
    public static string Of(string where, IReadOnlyList<string> values, IReadOnlyCollection<string> known, string use) =>
        $"{where}: {Lists.Join("and", [.. values.Select(value => $"'{value}'")])} {(values.Count == 1 ? "is" : "are")} not valid; use "
        + $"{use}{NearestName.Hint(values, known)}";
}
