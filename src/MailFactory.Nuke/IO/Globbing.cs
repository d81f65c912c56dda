using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Nuke.Common.IO;

/// <summary>Finds files and directories by patterns such as <c>src/**/*.cs</c>; a pattern that begins with ! leaves out.</summary>
public static class Globbing
{
    /// <summary>Whether upper and lower case differ.</summary>
    public static GlobbingCaseSensitivity GlobbingCaseSensitivity = GlobbingCaseSensitivity.Auto;

    /// <summary>The files below the directory that fit.</summary>
    public static IReadOnlyCollection<string> GlobFiles(string directory, params string[] patterns) =>
        [
            .. Matcher(patterns)
                .Execute(new DirectoryInfoWrapper(new DirectoryInfo(directory)))
                .Files.Select(x => Path.Combine(directory, x.Path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The files below the directory that fit.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns) =>
        [.. GlobFiles(directory.ToString(), patterns).Select(AbsolutePath.Create)];

    /// <summary>The directories below the directory that fit.</summary>
    public static IReadOnlyCollection<string> GlobDirectories(string directory, params string[] patterns)
    {
        var all = Directory
            .EnumerateDirectories(directory, "*", SearchOption.AllDirectories)
            .Select(x => Path.GetRelativePath(directory, x))
            .ToList();
        return
        [
            .. Matcher(patterns).Match(directory, all).Files.Select(x => Path.Combine(directory, x.Path)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The directories below the directory that fit.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(this AbsolutePath directory, params string[] patterns) =>
        [.. GlobDirectories(directory.ToString(), patterns).Select(AbsolutePath.Create)];

    private static Matcher Matcher(string[] patterns)
    {
        var ignoresCase =
            GlobbingCaseSensitivity == GlobbingCaseSensitivity.CaseInsensitive
            || (GlobbingCaseSensitivity == GlobbingCaseSensitivity.Auto && OperatingSystem.IsWindows());
        var matcher = new Matcher(ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        matcher.AddIncludePatterns(patterns.Where(x => !x.StartsWith('!')));
        matcher.AddExcludePatterns(patterns.Where(x => x.StartsWith('!')).Select(x => x[1..]));
        return matcher;
    }
}
