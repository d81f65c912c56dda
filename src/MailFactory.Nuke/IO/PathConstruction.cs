namespace Nuke.Common.IO;

/// <summary>Putting paths together and relating them; nothing here looks at the disk.</summary>
public static class PathConstruction
{
    /// <summary>The way from one place to another, with backslashes.</summary>
    public static WinRelativePath GetWinRelativePath(string basePath, string destinationPath) =>
        (WinRelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The way from one place to another, with slashes.</summary>
    public static UnixRelativePath GetUnixRelativePath(string basePath, string destinationPath) =>
        (UnixRelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The way from here to another place.</summary>
    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        (RelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The way from here to another place, with backslashes.</summary>
    public static WinRelativePath GetWinRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        GetWinRelativePath(basePath, destinationPath);

    /// <summary>The way from here to another place, with slashes.</summary>
    public static UnixRelativePath GetUnixRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        GetUnixRelativePath(basePath, destinationPath);

    /// <summary>The path with backslashes.</summary>
    public static WinRelativePath ToWinRelativePath(this RelativePath path) => (WinRelativePath)(string)path;

    /// <summary>The path with slashes.</summary>
    public static UnixRelativePath ToUnixRelativePath(this RelativePath path) => (UnixRelativePath)(string)path;

    /// <summary>Whether the place is this one or below it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath) => IsDescendantPath(basePath, destinationPath);

    /// <summary>The way from one place to another; a place without a root is taken as seen from the first one.</summary>
    public static string GetRelativePath(string basePath, string destinationPath) =>
        Path.GetRelativePath(basePath, HasPathRoot(destinationPath) ? destinationPath : Path.Combine(basePath, destinationPath));

    /// <summary>Whether the second place is the first one or below it.</summary>
    public static bool IsDescendantPath(string basePath, string destinationPath) =>
        GetRelativePath(basePath, destinationPath) is var way
        && way != ".."
        && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !HasPathRoot(way);

    /// <summary>Whether the path begins at a root: <c>/</c>, a drive, or a server.</summary>
    public static bool HasPathRoot(string path) => GetPathRoot(path) is not null;

    /// <summary>The root that the path begins at, or null.</summary>
    public static string GetPathRoot(string path) =>
        path switch
        {
            null or "" => null,
            ['/', ..] => "/",
            [var drive, ':', ..] when char.IsAsciiLetter(drive) => path[..2],
            ['\\', '\\', ..] => @"\\",
            _ => null,
        };

    /// <summary>Two paths in a row.</summary>
    /// <exception cref="ArgumentException">The second one begins at a root.</exception>
    public static string Combine(string left, string right, char? separator = null)
    {
        if (HasPathRoot(right))
        {
            throw new ArgumentException($"Second path '{right}' must not be rooted", nameof(right));
        }

        if (string.IsNullOrEmpty(left))
        {
            return NormalizePath(right, separator);
        }

        return NormalizePath($"{left}{separator ?? Path.DirectorySeparatorChar}{right}", separator);
    }

    /// <summary>The path with one kind of separator and without needless segments.</summary>
    public static string NormalizePath(string path, char? separator = null)
    {
        var mark = separator ?? Path.DirectorySeparatorChar;
        var root = GetPathRoot(path) ?? string.Empty;
        var segments = new List<string>();
        foreach (var segment in (path ?? string.Empty)[root.Length..].Split('/', '\\').Where(x => x is not ("" or ".")))
        {
            if (segment == ".." && segments.Count > 0 && segments[^1] != "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".." || root.Length == 0)
            {
                segments.Add(segment);
            }
        }

        var gap = root.Length == 2 && root[1] == ':' ? mark.ToString() : string.Empty;
        return root + gap + string.Join(mark, segments);
    }
}
