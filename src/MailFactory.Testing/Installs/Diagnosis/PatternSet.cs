using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>
/// Patterns looked for in each of millions of lines: one automaton of all of them tells at once that a line matches none, which
/// is nearly always so; a few where one would be too large.
/// </summary>
/// <param name="patterns">Regular expressions; the first that matches counts.</param>
internal sealed class PatternSet(IEnumerable<string> patterns)
{
    private readonly List<string> _patterns = [.. patterns];
    private readonly List<Regex> _any = [.. Automata([.. patterns])];

    /// <summary>The index of the first pattern that matches; -1 when none does.</summary>
    public int FirstIn(string line) => MatchesAny(line) ? _patterns.FindIndex(pattern => LinearRegex.IsMatch(pattern, line)) : -1;

    /// <summary>The index of the last pattern that matches; -1 when none does.</summary>
    public int LastIn(string line) => MatchesAny(line) ? _patterns.FindLastIndex(pattern => LinearRegex.IsMatch(pattern, line)) : -1;

    /// <summary>Whether any pattern matches.</summary>
    public bool MatchesAny(string line) => _any.Exists(automaton => automaton.IsMatch(line));

    // .NET refuses an automaton that may need more than 10,000 states.
    private static IEnumerable<Regex> Automata(string[] patterns)
    {
        if (patterns.Length == 0)
        {
            return [];
        }

        try
        {
            return [LinearRegex.Of(LinearRegex.AnyOf(patterns))];
        }
        catch (NotSupportedException) when (patterns.Length > 1)
        {
            return [.. Automata(patterns[..(patterns.Length / 2)]), .. Automata(patterns[(patterns.Length / 2)..])];
        }
    }
}
