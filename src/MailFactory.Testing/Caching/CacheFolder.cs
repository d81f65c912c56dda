using MailFactory.Testing.Files;

namespace MailFactory.Testing.Caching;

/// <summary>The packages that a cache has kept, as they are when the folder is read; it is read once.</summary>
/// <param name="path">The folder.</param>
internal sealed class CacheFolder(string path)
{
    /// <summary>How many bytes are kept; what has not been used for longest goes first when there are more.</summary>
    public const long Quota = 8L * 1024 * 1024 * 1024;

    // What has not been used for longest comes first.
    private readonly List<FileInfo> _files = [.. Files(path).OrderBy(LastUseOf)];

    /// <summary>All that is kept, in bytes.</summary>
    public long Bytes => _files.Sum(file => file.Length);

    /// <summary>When something of it was last used; null when nothing is kept.</summary>
    public DateTime? LastUse => _files.Count == 0 ? null : LastUseOf(_files[^1]);

    /// <summary>Removes what has not been used for longest until no more than the quota is left; returns the bytes removed.</summary>
    public long Trim(long quota)
    {
        var surplus = Bytes - quota;
        var removed = 0L;
        while (removed < surplus)
        {
            removed += _files[0].Length;
            _files[0].Delete();
            _files.RemoveAt(0);
        }

        return removed;
    }

    // What was served from the cache was read; where reading leaves no time, it is the time of the download.
    private static DateTime LastUseOf(FileInfo file) =>
        file.LastAccessTimeUtc > file.LastWriteTimeUtc ? file.LastAccessTimeUtc : file.LastWriteTimeUtc;

    private static IEnumerable<FileInfo> Files(string path) =>
        FileFacts.Of(path) is { IsFolder: true }
            ? new DirectoryInfo(path).EnumerateFiles(
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            : [];
}
