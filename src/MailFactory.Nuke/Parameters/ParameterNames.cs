using System.Text;

namespace Nuke.Common.Parameters;

/// <summary>The spellings of a parameter's name.</summary>
internal static class ParameterNames
{
    /// <summary>Words with humps of their own that stay whole.</summary>
    private static readonly string[] KnownWords =
        ["DotNet", "GitHub", "GitVersion", "MSBuild", "NuGet", "ReSharper", "AppVeyor", "TeamCity", "GitLab", "SignPath", "JetBrains"];

    /// <summary>What counts when names are compared: letters and digits, in lower case.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The name for the command line, without its dashes in front: <c>NuGetApiKey</c> becomes <c>nuget-api-key</c>.</summary>
    public static string Dashed(string name)
    {
        var result = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var length = WordLength(name, i);
            if (result.Length > 0)
                result.Append('-');
            result.Append(name.Substring(i, length).Trim('-', '_').ToLowerInvariant());
            i += length;
        }

        return result.ToString();
    }

    private static int WordLength(string name, int start)
    {
        if (KnownWords.FirstOrDefault(x => string.CompareOrdinal(name, start, x, 0, x.Length) == 0) is { } known)
            return known.Length;

        var end = start + 1;
        while (end < name.Length && !StartsWord(name, end))
            end++;
        return end - start;
    }

    private static bool StartsWord(string name, int index) =>
        char.IsUpper(name[index])
        && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
}
