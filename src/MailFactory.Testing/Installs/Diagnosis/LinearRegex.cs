using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>
/// Regular expressions that take linear time, whatever a guest prints. Making one takes megabytes, so each is made once and shared by
/// all machines; there are as many as the rules have patterns.
/// </summary>
internal static class LinearRegex
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);
    private static readonly ConcurrentDictionary<string, Lazy<Regex>> _known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Regex> _plain = new(StringComparer.Ordinal);

    /// <summary>The pattern that matches what any of some patterns does.</summary>
    public static string AnyOf(IEnumerable<string> patterns) => string.Join('|', patterns.Select(pattern => $"(?:{pattern})"));

    /// <summary>
    /// The expression of a pattern; throws <see cref="ArgumentException"/> or <see cref="NotSupportedException"/> when it is none.
    /// </summary>
    public static Regex Of(string pattern) => _known.GetOrAdd(pattern, text => new Lazy<Regex>(() => Create(text))).Value;

    /// <summary>A new expression, for those who only want to know whether the pattern is one.</summary>
    public static Regex Create(string pattern) => new(pattern, Options | RegexOptions.NonBacktracking);

    /// <summary>
    /// Whether a line matches a pattern that is seldom asked: by a light, backtracking expression as long as that is quick, and from
    /// the first line on for which it is not by the linear one, so that a guest can cost this much time only once.
    /// </summary>
    public static bool IsMatch(string pattern, string line)
    {
        try
        {
            return _plain.GetOrAdd(pattern, text => new Regex(text, Options, _patience)).IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return (_plain[pattern] = Of(pattern)).IsMatch(line);
        }
    }
}
