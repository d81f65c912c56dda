using System.Security.Cryptography;
using System.Text;

namespace Nuke.Common.IO;

/// <content>Digests and times.</content>
public static partial class AbsolutePathExtensions
{
    /// <summary>The MD5 digest of the file's content, as 32 lower-case hexadecimal digits; for comparing, not for trusting.</summary>
    public static string GetFileHash(this AbsolutePath path)
    {
        using var stream = File.OpenRead(path);
        return Hex(stream);
    }

    /// <summary>A digest of all files in the directory, their relative names and their content.</summary>
    public static string GetDirectoryHash(this AbsolutePath path, Func<AbsolutePath, bool> includeFile = null) =>
        path.GetFiles(depth: int.MaxValue).Where(includeFile ?? (_ => true)).GetFileSetHash(path);

    /// <summary>A digest of the files, their names relative to the directory and their content.</summary>
    public static string GetFileSetHash(this IEnumerable<AbsolutePath> paths, string baseDirectory)
    {
        var lines = paths
            .Select(x => $"{Path.GetRelativePath(baseDirectory, x).Replace('\\', '/')} {x.GetFileHash()}\n")
            .Order(StringComparer.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines)));
        return Hex(stream);
    }

    /// <summary>When the file or directory was last written, in UTC.</summary>
    public static DateTime GetLastWriteTimeUtc(this AbsolutePath path) => File.GetLastWriteTimeUtc(path);

    /// <summary>Whether the name begins with a dot.</summary>
    public static bool IsDotDirectory(this AbsolutePath path) => path.Name.StartsWith('.');

    /// <summary>The paths at which there is a file.</summary>
    public static IEnumerable<AbsolutePath> WhereFileExists(this IEnumerable<AbsolutePath> paths) => paths.Where(FileExists);

    /// <summary>The paths at which there is a directory.</summary>
    public static IEnumerable<AbsolutePath> WhereDirectoryExists(this IEnumerable<AbsolutePath> paths) => paths.Where(DirectoryExists);

#pragma warning disable CA5351 // NUKE's digest; it tells changes apart and proves nothing.
    private static string Hex(Stream stream) => Convert.ToHexStringLower(MD5.HashData(stream));
#pragma warning restore CA5351
}
