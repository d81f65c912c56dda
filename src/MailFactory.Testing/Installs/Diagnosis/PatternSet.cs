using System.Buffers;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>
/// Patterns looked for in each of millions of lines: one search for the texts that they ask for tells at once that a line matches none,
/// which is nearly always so, and one automaton of all of them tells it of a line that has such text; a few where one would be too large.
/// </summary>
internal sealed class PatternSet
{
    /// <summary>A pattern that matches no text, for a place in the set that is to stay empty.</summary>
    public const string Nothing = @"[^\s\S]";

    private readonly List<string> _patterns;
    private readonly SearchValues<string>? _required;
    private readonly List<Regex> _any;

    /// <summary>Prepares the search.</summary>
    /// <param name="patterns">Regular expressions; the first that matches counts.</param>
    public PatternSet(IEnumerable<string> patterns)
    {
        _patterns = [.. patterns];
        _required = Required(_patterns);
        _any = [.. Automata([.. _patterns])];
    }

    /// <summary>The index of the first pattern that matches; -1 when none does.</summary>
    public int FirstIn(string line) => MatchesAny(line) ? _patterns.FindIndex(pattern => LinearRegex.IsMatch(pattern, line)) : -1;

    /// <summary>The index of the last pattern that matches, of those from an index on; -1 when none does.</summary>
    public int LastIn(string line, int from = 0) =>
        MatchesAny(line)
            ? _patterns.FindLastIndex(_patterns.Count - 1, _patterns.Count - from, pattern => LinearRegex.IsMatch(pattern, line))
            : -1;

    /// <summary>Whether any pattern matches.</summary>
    public bool MatchesAny(string line) =>
        (_required is null || line.AsSpan().ContainsAny(_required)) && _any.Exists(automaton => automaton.IsMatch(line));

    // Null when a pattern asks for no text: then every line may match.
    private static SearchValues<string>? Required(IEnumerable<string> patterns)
    {
        var texts = patterns.Where(pattern => pattern != Nothing).Select(RequiredText.Of).ToList();
        return texts.Exists(text => text is null)
            ? null
            : SearchValues.Create([.. texts.SelectMany(text => text!).Distinct()], StringComparison.Ordinal);
    }

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
