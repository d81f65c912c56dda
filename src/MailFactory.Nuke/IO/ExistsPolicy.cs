namespace Nuke.Common.IO;

/// <summary>What happens to a file or directory that is already where another is to go.</summary>
[Flags]
public enum ExistsPolicy
{
    /// <summary>A directory in the way is an error.</summary>
    DirectoryFail = 1,

    /// <summary>Directories are merged.</summary>
    DirectoryMerge = 2,

    /// <summary>A file in the way is an error.</summary>
    FileFail = 4,

    /// <summary>Whatever is in the way is an error.</summary>
    Fail = DirectoryFail | FileFail,

    /// <summary>A file in the way stays.</summary>
    FileSkip = 8,

    /// <summary>Directories are merged, and files in the way stay.</summary>
    MergeAndSkip = DirectoryMerge | FileSkip,

    /// <summary>A file in the way is replaced.</summary>
    FileOverwrite = 16,

    /// <summary>Directories are merged, and files in the way are replaced.</summary>
    MergeAndOverwrite = DirectoryMerge | FileOverwrite,

    /// <summary>A file in the way is replaced if it is older.</summary>
    FileOverwriteIfNewer = 32,

    /// <summary>Directories are merged, and files in the way are replaced if they are older.</summary>
    MergeAndOverwriteIfNewer = DirectoryMerge | FileOverwriteIfNewer,
}
