using System.Runtime.CompilerServices;

namespace Nuke.Common.IO;

/// <summary>Asking about files and directories, and making and deleting them; most return the path for chaining.</summary>
public static partial class AbsolutePathExtensions
{
    /// <summary>Whether there is a file or directory.</summary>
    public static bool Exists(this AbsolutePath path, [CallerArgumentExpression(nameof(path))] string expression = null) =>
        File.Exists(path) || Directory.Exists(path);

    /// <summary>Whether there is a file.</summary>
    public static bool FileExists(this AbsolutePath path) => File.Exists(path);

    /// <summary>Whether there is a directory.</summary>
    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);

    /// <summary>The path if something is there, else null.</summary>
    public static AbsolutePath Existing(this AbsolutePath path, [CallerArgumentExpression(nameof(path))] string expression = null) =>
        path.Exists() ? path : null;

    /// <summary>The path if it is a file, else null.</summary>
    public static AbsolutePath ExistingFile(this AbsolutePath path) => path.FileExists() ? path : null;

    /// <summary>The path if it is a directory, else null.</summary>
    public static AbsolutePath ExistingDirectory(this AbsolutePath path) => path.DirectoryExists() ? path : null;

    /// <summary>Whether the directory holds a file that fits the pattern.</summary>
    public static bool ContainsFile(this AbsolutePath path, string pattern, SearchOption options = SearchOption.TopDirectoryOnly) =>
        Directory.EnumerateFiles(path, pattern, options).Any();

    /// <summary>Whether the directory holds a directory that fits the pattern.</summary>
    public static bool ContainsDirectory(this AbsolutePath path, string pattern, SearchOption options = SearchOption.TopDirectoryOnly) =>
        Directory.EnumerateDirectories(path, pattern, options).Any();

    /// <summary>The files that fit the pattern, down to the given depth (1 = the directory itself).</summary>
    public static IEnumerable<AbsolutePath> GetFiles(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = 0
    ) =>
        Directory
            .EnumerateFiles(path, pattern, Depth(depth))
            .Where(x => (File.GetAttributes(x) & attributes) == attributes)
            .Select(AbsolutePath.Create);

    /// <summary>The directories that fit the pattern, down to the given depth (1 = directly below).</summary>
    public static IEnumerable<AbsolutePath> GetDirectories(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = 0
    ) =>
        Directory
            .EnumerateDirectories(path, pattern, Depth(depth))
            .Where(x => (File.GetAttributes(x) & attributes) == attributes)
            .Select(AbsolutePath.Create);

    /// <summary>Makes the directory and those above it.</summary>
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes the directory, empty.</summary>
    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    /// <summary>Makes the file if it is not there, and sets its time; default: now.</summary>
    public static AbsolutePath TouchFile(this AbsolutePath path, DateTime? time = null, bool createDirectories = true)
    {
        if (createDirectories)
        {
            path.Parent.CreateDirectory();
        }

        using (File.Open(path, FileMode.OpenOrCreate)) { }

        File.SetLastWriteTime(path, time ?? TimeProvider.System.GetLocalNow().DateTime);
        return path;
    }

    /// <summary>Deletes the file, if it is there.</summary>
    public static void DeleteFile(this AbsolutePath path)
    {
        if (path.FileExists())
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes the directory and all in it, if it is there.</summary>
    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (path.DirectoryExists())
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Deletes each of the files that is there.</summary>
    public static void DeleteFiles(this IEnumerable<AbsolutePath> paths) => paths.ToList().ForEach(DeleteFile);

    /// <summary>Deletes each of the directories that is there.</summary>
    public static void DeleteDirectories(this IEnumerable<AbsolutePath> paths) => paths.ToList().ForEach(DeleteDirectory);

    private static EnumerationOptions Depth(int depth) =>
        new()
        {
            RecurseSubdirectories = depth > 1,
            MaxRecursionDepth = Math.Max(depth - 1, 0),
            AttributesToSkip = 0,
            MatchType = MatchType.Simple,
        };
}
