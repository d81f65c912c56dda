using MailFactory.Testing.Files;

namespace MailFactory.Testing.Runs;

/// <summary>The sign in a folder that a build made it, so that cleaning may remove it with all that is in it.</summary>
internal static class FolderMarker
{
    /// <summary>The name of the file that is the sign.</summary>
    public const string FileName = ".mail-factory-testing";

    /// <summary>Makes a folder that has the sign; a folder of before stays as it is otherwise.</summary>
    public static void Make(string folder)
    {
        OwnFolder.Create(folder);
        var sign = Path.Combine(folder, FileName);
        if (!File.Exists(sign))
        {
            File.WriteAllText(sign, "A build of Mail Factory Testing made this folder; ./build.sh Clean --vms may remove it.\n");
        }
    }

    /// <summary>Whether a folder has the sign.</summary>
    public static bool IsIn(string folder) => FileFacts.Of(Path.Combine(folder, FileName)) is { IsRegular: true, IsOwn: true };
}
