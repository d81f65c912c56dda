namespace Nuke.Common.IO;

/// <summary>A relative path with backslashes.</summary>
[Serializable]
public class WinRelativePath : RelativePath
{
    /// <summary>The separator.</summary>
    internal const char Separator = '\\';

    private WinRelativePath(string path)
        : base(path, Separator) { }

    /// <summary>Makes a path; null stays null.</summary>
    public static explicit operator WinRelativePath(string path) => path is null ? null : new WinRelativePath(path);
}
