namespace MailFactory.Testing.Files;

/// <summary>
/// A temporary folder that only its owner may enter. It goes when it is disposed, or else when a later run sweeps: its lock
/// (flock(2)) tells whether its process still lives.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "mail-factory-scratch-";
    private const string LockFile = ".lock";

    // A folder is made before its lock is.
    private static readonly TimeSpan _newest = TimeSpan.FromMinutes(1);
    private readonly FileStream _lock;

    private ScratchFolder(string path)
    {
        Path = path;
        _lock = Lock(path, FileMode.CreateNew);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes a folder.</summary>
    /// <param name="use">What it is for, in its name.</param>
    public static ScratchFolder Create(string use) => new(Directory.CreateTempSubdirectory($"{Prefix}{use}-").FullName);

    /// <summary>Removes what killed processes of this user left, and returns how many folders that were.</summary>
    public static int Sweep(TimeProvider time)
    {
        var old = new DirectoryInfo(System.IO.Path.GetTempPath())
            .EnumerateDirectories($"{Prefix}*")
            .Where(folder => time.GetUtcNow() - folder.CreationTimeUtc > _newest);
        return old.Where(folder => IsOwn(folder.FullName)).Count(TryRemove);
    }

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes the folder and all that is in it.</summary>
    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        _lock.Dispose();
    }

    // Everybody may make names in the folder for temporary files: links, and folders of other users, are none of ours.
    private static bool IsOwn(string path) => !OperatingSystem.IsLinux() || FileFacts.Of(path) is { IsFolder: true, IsOwn: true };

    private static bool TryRemove(DirectoryInfo folder)
    {
        try
        {
            var facts = FileFacts.Of(System.IO.Path.Combine(folder.FullName, LockFile));
            if (facts is { IsRegular: false })
            {
                return false;
            }

            using var taken = facts is null ? null : Lock(folder.FullName, FileMode.Open);
            folder.Delete(recursive: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is in use, belongs to another user, or another run sweeps at the same time.
            return false;
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, LockFile), mode, FileAccess.Write, FileShare.None);
}
