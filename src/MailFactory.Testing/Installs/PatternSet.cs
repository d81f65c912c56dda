using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs;

/// <summary>
/// Patterns looked for in each of millions of lines: one automaton of all of them tells at once that a line matches none, which
/// is nearly always so.
/// </summary>
/// <param name="patterns">Regular expressions; the first that matches counts.</param>
internal sealed class PatternSet(IEnumerable<string> patterns)
{
    private readonly List<string> _patterns = [.. patterns];
    private readonly Regex? _any = patterns.Any() ? LinearRegex.Of(LinearRegex.AnyOf(patterns)) : null;

    /// <summary>The index of the first pattern that matches; -1 when none does.</summary>
    public int FirstIn(string line) => MatchesAny(line) ? _patterns.FindIndex(pattern => LinearRegex.IsMatch(pattern, line)) : -1;

    /// <summary>The index of the last pattern that matches; -1 when none does.</summary>
    public int LastIn(string line) => MatchesAny(line) ? _patterns.FindLastIndex(pattern => LinearRegex.IsMatch(pattern, line)) : -1;

    /// <summary>Whether any pattern matches.</summary>
    public bool MatchesAny(string line) => _any?.IsMatch(line) == true;
}
