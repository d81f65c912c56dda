namespace MailFactory.Testing.Media.Formats;

/// <summary>An entry of a cpio archive.</summary>
/// <param name="Path">The path without a leading slash.</param>
/// <param name="Mode">File type and permissions as stat(2) has them.</param>
/// <param name="Content">The bytes of a file, or the target of a symbolic link.</param>
internal sealed record CpioEntry(string Path, uint Mode, byte[] Content)
{
    private const uint DirectoryType = 0x4000;
    private const uint FileType = 0x8000;

    /// <summary>A directory with the mode 0755.</summary>
    public static CpioEntry Directory(string path) => new(path, DirectoryType | 0x1ED, []);

    /// <summary>A file with the mode 0644, or 0755 when it may be executed.</summary>
    public static CpioEntry File(string path, byte[] content, bool isExecutable = false) =>
        new(path, FileType | (isExecutable ? 0x1EDu : 0x1A4u), content);
}
