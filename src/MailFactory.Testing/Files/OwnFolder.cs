namespace MailFactory.Testing.Files;

/// <summary>Folders in which nobody but their owner may write, whatever the umask was when they were made.</summary>
internal static class OwnFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder that only its owner may enter; one that is there and open to others is closed.</summary>
    public static void CreatePrivate(string path) => Create(path, Private);

    /// <summary>Makes a folder that others may read; one that others may write to is closed to them.</summary>
    public static void Create(string path) => Create(path, ~WritableByOthers);

    private static void Create(string path, UnixFileMode allowed)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsLinux() || FileFacts.Of(path) is not { IsFolder: true, IsOwn: true })
        {
            return;
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & ~allowed) != 0)
        {
            File.SetUnixFileMode(path, mode & allowed);
        }
    }
}
