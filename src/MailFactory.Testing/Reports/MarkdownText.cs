using System.Text.RegularExpressions;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Reports;

/// <summary>Puts foreign text into Markdown (GitHub's dialect, https://github.github.com/gfm/) so that it shows as it is.</summary>
internal static partial class MarkdownText
{
    /// <summary>Text for a table cell or the inside of a line; line ends become <c>&lt;br&gt;</c>.</summary>
    public static string Inline(string text)
    {
        var escaped = Special()
            .Replace(
                Printable(text.Trim()),
                match =>
                    match.Value switch
                    {
                        "&" => "&amp;",
                        "<" => "&lt;",
                        ">" => "&gt;",
                        var other => $"\\{other}",
                    }
            );
        return LeadingMark().Replace(escaped, @"\$&").Replace("\n", "<br>", StringComparison.Ordinal);
    }

    /// <summary>Text as code inside a line, fenced with more backticks than it holds; fit for table cells.</summary>
    public static string Code(string text)
    {
        var plain = Printable(text).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(plain) + 1);
        var pad = plain.StartsWith('`') || plain.EndsWith('`') || plain.Length == 0 ? " " : string.Empty;
        return $"{fence}{pad}{plain}{pad}{fence}";
    }

    /// <summary>Lines as a fenced block, the fence longer than any run of backticks inside.</summary>
    public static string Block(IEnumerable<string> lines)
    {
        var text = Printable(string.Join('\n', lines));
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text}\n{fence}\n";
    }

    /// <summary>A table row of finished cells.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>A table head of finished cells.</summary>
    public static string Head(params IReadOnlyList<string> cells) => Row(cells) + Row(cells.Select(_ => "---"));

    /// <summary>The anchor that GitHub gives a heading: small letters, digits and dashes.</summary>
    public static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static int LongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    /// <summary>Terminal control characters, which logs are full of, would garble the report: only tabs and line feeds stay.</summary>
    private static string Printable(string text) => ForeignText.Lines(text);

    // An underscore inside a word is no emphasis in this dialect, so identifiers stay readable in the source.
    [GeneratedRegex(@"[\\`*\[\]|<>&]|~~|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")]
    private static partial Regex Special();

    [GeneratedRegex(@"^[#+-](?=\s)|(?<=^\d{1,9})[.)](?=\s)")]
    private static partial Regex LeadingMark();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
