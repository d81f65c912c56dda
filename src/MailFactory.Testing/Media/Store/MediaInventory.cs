using MailFactory.Testing.Downloads.Parts;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media.Store;

/// <summary>What the folder for media holds, and what would go to keep it small.</summary>
/// <param name="root">The folder for media; each distro has a folder in it.</param>
internal sealed class MediaInventory(string root)
{
    // Manifests, signatures and records are small and what makes media verifiable; they always stay.
    private const long Small = 1 << 20;

    /// <summary>All large files, by distro and name.</summary>
    public IReadOnlyList<MediaFile> Read() =>
        !Directory.Exists(root) ? [] : [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).SelectMany(ReadFolder)];

    /// <summary>
    /// What to remove so that the rest fits, least wanted first: unfinished downloads, spare files, then media, each from the one
    /// used longest ago. What a running process uses is never in it.
    /// </summary>
    public IReadOnlyList<MediaFile> PlanPrune(long quotaBytes)
    {
        var files = Read();
        var excess = files.Sum(file => file.Bytes) - quotaBytes;
        var plan = new List<MediaFile>();
        foreach (var file in files.Where(file => !file.IsInUse).OrderBy(file => file.Role).ThenBy(file => file.LastUse))
        {
            if (excess <= 0)
            {
                break;
            }

            plan.Add(file);
            excess -= file.Bytes;
        }

        return plan;
    }

    /// <summary>Removes a file, unless a process has begun to use it meanwhile; returns whether it did.</summary>
    public static bool Remove(MediaFile file)
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        using var taken = FolderLock.TryAcquire(folder);
        if (taken is null || FolderLock.IsInUse(folder))
        {
            return false;
        }

        File.Delete(file.Path);
        if (file.Role == MediaFileRole.Unfinished)
        {
            File.Delete($"{file.Path}.state");
        }

        return true;
    }

    private static IEnumerable<MediaFile> ReadFolder(string folder)
    {
        var record = MediumRecord.Read(folder);
        var isInUse = IsInUse(folder);
        return new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => file.Length > Small || file.Extension == ".partial" || file.Name == record?.File)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Describe(file, record, isInUse));
    }

    private static MediaFileRole RoleOf(FileInfo file, MediumRecord? record)
    {
        if (file.Extension == ".partial")
        {
            return MediaFileRole.Unfinished;
        }

        return file.Name == record?.File ? MediaFileRole.Medium : MediaFileRole.Spare;
    }

    private static MediaFile Describe(FileInfo file, MediumRecord? record, bool isInUse)
    {
        var role = RoleOf(file, record);
        return new MediaFile
        {
            DistroId = file.Directory!.Name,
            Path = file.FullName,
            Bytes =
                role == MediaFileRole.Unfinished && PartialState.Load($"{file.FullName}.state") is { } state
                    ? state.Done.Sum()
                    : file.Length,
            Role = role,
            LastUse = role == MediaFileRole.Medium ? record!.Verified : file.LastWriteTimeUtc,
            Record = role == MediaFileRole.Medium ? record : null,
            IsInUse = isInUse,
        };
    }

    private static bool IsInUse(string folder) => FolderLock.IsHeld(folder) || FolderLock.IsInUse(folder);
}
