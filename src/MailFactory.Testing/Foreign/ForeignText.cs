using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailFactory.Testing.Foreign;

/// <summary>
/// Makes text that guests, servers and files of others wrote harmless to show: nothing in it steers a terminal or reorders the
/// letters around it (Trojan Source, https://www.unicode.org/reports/tr55/), and it is valid UTF-16.
/// </summary>
internal static class ForeignText
{
    /// <summary>What stands in the place of a character that is not shown.</summary>
    public const char Mark = '·';

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int SoftHyphen = 0xAD;

    private static readonly SearchValues<char> _suspects = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsSuspect),
    ]);

    /// <summary>Text as one line: line ends become spaces.</summary>
    public static string Line(string text) => Clean(text.ReplaceLineEndings(" "));

    /// <summary>Text of several lines, each ended by a line feed.</summary>
    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"));

    /// <summary>The beginning of a text, and how much was cut off where it is longer; never half a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters are shown at most, beside the remark.</param>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return $"{text[..end]}... ({text.Length - end} characters more)";
    }

    private static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(_suspects))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (Rune.TryGetRuneAt(text, index, out var rune) && IsHarmless(rune))
            {
                clean.Append(text, index, rune.Utf16SequenceLength);
                index += rune.Utf16SequenceLength - 1;
            }
            else
            {
                clean.Append(Mark);
                index += rune.Utf16SequenceLength == 2 ? 1 : 0;
            }
        }

        return clean.ToString();
    }

    private static bool IsSuspect(char letter) => char.IsSurrogate(letter) || !IsHarmless(new Rune(letter));

    // Format characters are invisible: bidirectional controls, tags, byte order marks. Joiners are part of some scripts' spelling.
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => rune.Value is '\n' or '\t',
            UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner or SoftHyphen,
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            _ => rune.Value is not (0xFFFE or 0xFFFF),
        };
}
