namespace Nuke.Common.IO;

/// <summary>A relative path with slashes.</summary>
[Serializable]
public class UnixRelativePath : RelativePath
{
    /// <summary>The separator.</summary>
    internal const char Separator = '/';

    private UnixRelativePath(string path)
        : base(path, Separator) { }

    /// <summary>Makes a path; null stays null.</summary>
    public static explicit operator UnixRelativePath(string path) => path is null ? null : new UnixRelativePath(path);
}
