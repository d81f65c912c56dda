using System.Text.RegularExpressions;

namespace MailFactory.Build.Tests.Documents;

/// <summary>A Markdown document, its prose told apart from its blocks of code.</summary>
internal sealed partial class Document
{
    private Document(string path, IReadOnlyList<string> lines, IReadOnlyList<bool> isCode)
    {
        Path = path;
        Lines = lines;
        Prose = [.. lines.Where((_, index) => !isCode[index])];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>All lines.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The lines outside of blocks of code.</summary>
    public IReadOnlyList<string> Prose { get; }

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors =>
        Prose.Select(line => Heading().Match(line)).Where(match => match.Success).Select(match => AnchorOf(match.Groups[1].Value));

    /// <summary>The targets of its links and pictures.</summary>
    public IEnumerable<string> Links =>
        Prose.SelectMany(line => Link().Matches(CodeSpan().Replace(line, string.Empty))).Select(match => match.Groups[1].Value);

    /// <summary>The words behind each <c>./build.sh</c>, in prose and in blocks of code; behind a "?" where a space is missing.</summary>
    public IEnumerable<string> Commands =>
        Lines
            .SelectMany(line => Command().Matches(line))
            .Select(match => match.Groups[1].Value)
            .Select(words => words is [' ', ..] or "" ? words.Trim() : $"?{words}");

    /// <summary>The options that its prose names, but for those inside another program's command.</summary>
    public IEnumerable<string> Options =>
        Prose
            .SelectMany(line => Option().Matches(OtherCommand().Replace(line, string.Empty)))
            .Select(match => match.Groups[1].Value)
            .Distinct();

    /// <summary>Reads a file.</summary>
    public static Document Read(string path) => Of(path, File.ReadAllText(path));

    /// <summary>A document with this text.</summary>
    public static Document Of(string path, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var isCode = new bool[lines.Length];
        var isFenced = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var isFence = lines[i].StartsWith("```", StringComparison.Ordinal);
            isFenced ^= isFence;
            var isIndented = lines[i].StartsWith("    ", StringComparison.Ordinal) && (i == 0 || lines[i - 1].Length == 0 || isCode[i - 1]);
            isCode[i] = isFenced || isFence || isIndented;
        }

        return new Document(path, lines, isCode);
    }

    private static string AnchorOf(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"^#{1,6} +(.+?) *$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\./build\.sh((?:(?: |[\w-])[^#`""|;)]*)?)")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w-])(--[a-z][a-z0-9-]*[a-z0-9])")]
    private static partial Regex Option();

    [GeneratedRegex("`(?:dotnet|gh|git|gpg|ssh|sh) [^`]*`")]
    private static partial Regex OtherCommand();
}
