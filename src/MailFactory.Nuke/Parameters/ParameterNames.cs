namespace Nuke.Common.Parameters;

/// <summary>The spellings of a parameter's name.</summary>
internal static class ParameterNames
{
    /// <summary>Words with humps of their own that stay whole.</summary>
    private static readonly string[] KnownWords =
    [
        "DotNet",
        "GitHub",
        "GitVersion",
        "MSBuild",
        "NuGet",
        "ReSharper",
        "AppVeyor",
        "TeamCity",
        "GitLab",
        "SignPath",
        "JetBrains",
    ];

    /// <summary>
    /// What counts when names on a command line are compared: NUKE passes over their case and the dashes between their words.
    /// Null for a word that no name is spelled like, such as one with a stray character.
    /// </summary>
    public static string Typed(string word) =>
        word.Split('-').All(part => part.Length > 0 && part.All(x => char.IsLetterOrDigit(x) || x == '_')) ? Key(word) : null;

    /// <summary>A declared name as <see cref="Typed"/> compares it.</summary>
    public static string Key(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>What counts when names in an environment are compared: letters and digits, in lower case.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The name for the command line, without its dashes in front: <c>NuGetApiKey</c> becomes <c>nuget-api-key</c>.</summary>
    public static string Dashed(string name) => string.Join('-', Words(name).Select(x => x.Trim('-', '_').ToLowerInvariant()));

    /// <summary>The words of a name in Pascal case: <c>NuGetApiKey</c> is <c>NuGet</c>, <c>Api</c>, <c>Key</c>.</summary>
    public static IEnumerable<string> Words(string name)
    {
        for (var i = 0; i < name.Length; )
        {
            var length = WordLength(name, i);
            yield return name.Substring(i, length);
            i += length;
        }
    }

    private static int WordLength(string name, int start)
    {
        if (KnownWords.FirstOrDefault(x => string.CompareOrdinal(name, start, x, 0, x.Length) == 0) is { } known)
        {
            return known.Length;
        }

        var end = start + 1;
        while (end < name.Length && !StartsWord(name, end))
        {
            end++;
        }

        return end - start;
    }

    private static bool StartsWord(string name, int index) =>
        char.IsUpper(name[index]) && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
}
