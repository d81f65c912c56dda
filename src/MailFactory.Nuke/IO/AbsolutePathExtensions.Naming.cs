namespace Nuke.Common.IO;

/// <content>Names, extensions, parents and relations between paths.</content>
public static partial class AbsolutePathExtensions
{
    /// <summary>Whether the path has one of the extensions, in any case.</summary>
    public static bool HasExtension(this AbsolutePath path, string extension, params string[] alternativeExtensions) =>
        alternativeExtensions.Prepend(extension).Any(x => path.ToString().EndsWith(x, StringComparison.OrdinalIgnoreCase));

    /// <summary>The path with another extension.</summary>
    public static AbsolutePath WithExtension(this AbsolutePath path, string extension) => Path.ChangeExtension(path, extension);

    /// <summary>The nearest directory above for which the condition holds, or null.</summary>
    public static AbsolutePath FindParent(this AbsolutePath path, Func<AbsolutePath, bool> predicate) =>
        path.Parent?.FindParentOrSelf(predicate);

    /// <summary>The path itself or the nearest directory above for which the condition holds, or null.</summary>
    public static AbsolutePath FindParentOrSelf(this AbsolutePath path, Func<AbsolutePath, bool> predicate)
    {
        while (path is not null && !predicate(path))
        {
            path = path.Parent;
        }

        return path;
    }

    /// <summary>The path's file.</summary>
    public static FileInfo ToFileInfo(this AbsolutePath path) => path is null ? null : new FileInfo(path);

    /// <summary>The path's directory.</summary>
    public static DirectoryInfo ToDirectoryInfo(this AbsolutePath path) => path is null ? null : new DirectoryInfo(path);
}
