namespace Nuke.Common.IO;

/// <summary>A path that begins nowhere in particular; <c>(RelativePath)"a" / "b"</c> goes down.</summary>
[Serializable]
public class RelativePath
{
    private readonly string _path;
    private readonly char? _separator;

    /// <summary>Makes a path with the given separator; the system's unless given.</summary>
    protected RelativePath(string path, char? separator = null)
    {
        _separator = separator;
        _path = PathConstruction.NormalizePath(path, separator);
    }

    /// <summary>Makes a path; null stays null.</summary>
    public static explicit operator RelativePath(string path) => path is null ? null : new RelativePath(path);

    /// <summary>The path as text; null stays null.</summary>
    public static implicit operator string(RelativePath path) => path?._path;

    /// <summary>The directory above: <c>path / ..</c>.</summary>
    public static RelativePath operator /(RelativePath left, Range range) =>
        range.Equals(Range.All) ? left / ".." : throw new ArgumentException("Only '..' goes up.", nameof(range));

    /// <summary>One or several segments further down.</summary>
    public static RelativePath operator /(RelativePath left, string right) =>
        new(PathConstruction.Combine(left._path, right, left._separator), left._separator);

    /// <summary>The same path with text put after the last segment.</summary>
    public static RelativePath operator +(RelativePath left, string right) => new(left._path + right, left._separator);

    /// <inheritdoc/>
    public override string ToString() => _path;
}
