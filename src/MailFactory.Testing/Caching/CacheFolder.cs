using MailFactory.Testing.Files;

namespace MailFactory.Testing.Caching;

/// <summary>The packages that a cache has kept.</summary>
/// <param name="path">The folder.</param>
internal sealed class CacheFolder(string path)
{
    /// <summary>How many bytes are kept; what has not been used for longest goes first when there are more.</summary>
    public const long Quota = 8L * 1024 * 1024 * 1024;

    /// <summary>All that is kept, in bytes.</summary>
    public long Bytes => Files().Sum(file => file.Length);

    /// <summary>When something of it was last used; null when nothing is kept.</summary>
    public DateTime? LastUse => Files().Select(LastUseOf).Cast<DateTime?>().Max();

    /// <summary>Removes what has not been used for longest until no more than the quota is left; returns the bytes removed.</summary>
    public long Trim(long quota)
    {
        var files = Files().OrderBy(LastUseOf).ToList();
        var surplus = files.Sum(file => file.Length) - quota;
        var removed = 0L;
        foreach (var file in files.TakeWhile(_ => removed < surplus))
        {
            removed += file.Length;
            file.Delete();
        }

        return removed;
    }

    // What was served from the cache was read; where reading leaves no time, it is the time of the download.
    private static DateTime LastUseOf(FileInfo file) =>
        file.LastAccessTimeUtc > file.LastWriteTimeUtc ? file.LastAccessTimeUtc : file.LastWriteTimeUtc;

    private List<FileInfo> Files() =>
        FileFacts.Of(path) is { IsFolder: true }
            ?
            [
                .. new DirectoryInfo(path).EnumerateFiles(
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
                ),
            ]
            : [];
}
