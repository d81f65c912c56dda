using System.Text;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Files;

/// <summary>
/// Reads records in our own folders as what they should be: regular files of a bearable size. Whoever may write to such a folder
/// could leave something else there.
/// </summary>
internal static class OwnFile
{
    /// <summary>The longest text that is read, in bytes: records are far smaller.</summary>
    public const int LongestText = 64 << 20;

    /// <summary>The text of a file of this user's own; <see cref="IOException"/> when it is somebody else's.</summary>
    public static string ReadOwnText(string path)
    {
        using var file = RegularFile.OpenRead(path);
        return !OperatingSystem.IsLinux() || FileFacts.Of(file.SafeFileHandle) is { IsOwn: true }
            ? Read(file)
            : throw new IOException($"{path} belongs to another user");
    }

    /// <summary>The text of a file; <see cref="IOException"/> when it is not a regular file.</summary>
    public static string ReadText(string path)
    {
        using var file = RegularFile.OpenRead(path);
        return Read(file);
    }

    private static string Read(FileStream file)
    {
        if (file.Length > LongestText)
        {
            throw new IOException($"{file.Name} has more than {Sizes.Mebibytes(LongestText)}");
        }

        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
