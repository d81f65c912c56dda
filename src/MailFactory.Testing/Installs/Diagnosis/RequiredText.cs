using System.Text;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>
/// The plain text that a line must hold for a regular expression to match it. Looking for text is many times quicker than following an
/// automaton, and nearly no line has any of it.
/// </summary>
/// <param name="pattern">The expression.</param>
internal sealed class RequiredText(string pattern)
{
    // Shorter text is in too many lines to spare anything.
    private const int Shortest = 3;

    // Each stands for a character of some kind, for a place, or for a control character; all others that are letters or digits may be the
    // beginning of something longer.
    private const string SimpleEscapes = "wWdDsSbBAZzGtnrfvae";

    private readonly List<string> _alternatives = [];
    private readonly StringBuilder _run = new();
    private string _longest = string.Empty;
    private int _position;

    /// <summary>
    /// Texts of which a line that the expression matches has at least one; null when the expression asks for no text that is as long as
    /// is worth it, or is written in a way that this class does not know.
    /// </summary>
    public static IReadOnlyList<string>? Of(string pattern) => new RequiredText(pattern).Read();

    private List<string>? Read()
    {
        while (_position < pattern.Length)
        {
            var character = pattern[_position++];
            var isKnown = character switch
            {
                '|' => EndAlternative(),
                '\\' => Escape(),
                '(' => Group(),
                '[' => Class(),
                '?' or '*' or '{' => Quantifier(character),
                '.' or '^' or '$' or '+' => EndRun(),
                ')' => false,
                _ => Take(character),
            };
            if (!isKnown)
            {
                return null;
            }
        }

        return EndAlternative() ? _alternatives : null;
    }

    private bool Take(char character)
    {
        _run.Append(character);
        return true;
    }

    private bool EndRun()
    {
        if (_run.Length > _longest.Length)
        {
            _longest = _run.ToString();
        }

        _run.Clear();
        return true;
    }

    private bool EndAlternative()
    {
        EndRun();
        _alternatives.Add(_longest);
        var isLongEnough = _longest.Length >= Shortest;
        _longest = string.Empty;
        return isLongEnough;
    }

    private bool Escape()
    {
        if (_position == pattern.Length)
        {
            return false;
        }

        var character = pattern[_position++];
        return char.IsLetterOrDigit(character) ? SimpleEscapes.Contains(character, StringComparison.Ordinal) && EndRun() : Take(character);
    }

    // What it applies to may be absent. One with a lower bound above 0 is not told apart: that only makes the text shorter.
    private bool Quantifier(char character)
    {
        _run.Length = Math.Max(0, _run.Length - 1);
        if (character == '{')
        {
            var end = pattern.IndexOf('}', _position);
            _position = end < 0 ? pattern.Length : end + 1;
        }

        return EndRun();
    }

    private bool Class()
    {
        EndRun();
        // A bracket that comes first stands for itself.
        _position += pattern[_position..] switch
        {
            ['^', ']', ..] => 2,
            [']', ..] => 1,
            _ => 0,
        };
        while (_position < pattern.Length && pattern[_position] != ']')
        {
            // Classes within classes, which are taken from them.
            if (pattern[_position] == '[')
            {
                return false;
            }

            _position += pattern[_position] == '\\' ? 2 : 1;
        }

        _position++;
        return true;
    }

    // Groups are passed over. One that changes options changes what follows, too.
    private bool Group()
    {
        EndRun();
        if (pattern[_position..] is ['?', not (':' or '<' or '=' or '!'), ..])
        {
            return false;
        }

        while (_position < pattern.Length)
        {
            switch (pattern[_position++])
            {
                case ')':
                    return true;
                case '\\':
                    _position++;
                    break;
                case '[' when !Class():
                case '(' when !Group():
                    return false;
            }
        }

        return false;
    }
}
