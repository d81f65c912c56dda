using MailFactory.Testing.Archives;
using MailFactory.Testing.Media;
using MailFactory.Testing.Pipeline.Keeping;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline.Cleaning;

/// <summary>Finds what could be removed from a work directory, and who uses it.</summary>
/// <param name="layout">The work directory.</param>
internal sealed class CleanInventory(WorkLayout layout)
{
    /// <summary>Everything of the kinds asked for.</summary>
    public async Task<IReadOnlyList<CleanItem>> ReadAsync(CleanOptions options, CancellationToken cancellationToken)
    {
        var holder = await WorkDirectoryLock.HolderAsync(layout, cancellationToken).ConfigureAwait(false);
        var leases = await new LeaseRegistry(layout.Leases, TimeProvider.System).ListAsync(cancellationToken).ConfigureAwait(false);
        var running = leases.Where(lease => lease.Process.IsRunning).ToList();
        return
        [
            .. options.Media ? Media() : [],
            .. options.Machines ? Machines(layout.Machines, "machine", holder, running) : [],
            .. options.Machines ? Machines(layout.KeptMachines, "kept machine", holder: null, running) : [],
            .. options.Archives ? await ArchivesAsync(holder, cancellationToken).ConfigureAwait(false) : [],
        ];
    }

    private IEnumerable<CleanItem> Media() => new MediaInventory(layout.Media).Read().Select(file => new CleanItem
    {
        Kind = "medium",
        Name = $"{file.DistroId}/{Path.GetFileName(file.Path)}",
        Bytes = file.Bytes,
        LastUse = file.LastUse,
        UsedBy = file.IsInUse ? "a running build" : null,
        Remove = () => MediaInventory.Remove(file),
    });

    private IEnumerable<CleanItem> Machines(string path, string kind, WorkDirectoryHolder? holder, IReadOnlyList<ProcessLease> running) =>
        Folders(path).Where(folder => folder.FullName != layout.Archive && folder.FullName != layout.MachineLogs && folder.FullName != layout.KeptMachines).Select(folder => new CleanItem
        {
            Kind = kind,
            Name = folder.Name,
            Bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
            LastUse = folder.EnumerateFiles().Select(file => file.LastWriteTimeUtc).DefaultIfEmpty(folder.LastWriteTimeUtc).Max(),
            UsedBy = running.FirstOrDefault(lease => lease.Name.EndsWith($"_{folder.Name}", StringComparison.Ordinal))?.Name ?? UserOf(holder, folder.Name),
            Remove = () => Delete(folder),
        });

    private async Task<IEnumerable<CleanItem>> ArchivesAsync(WorkDirectoryHolder? holder, CancellationToken cancellationToken)
    {
        var known = await new ArchiveStore(layout.Archive).ListAsync(cancellationToken).ConfigureAwait(false);
        var kept = (await new KeptMachines(layout).RunningAsync(cancellationToken).ConfigureAwait(false)).ToLookup(machine => Path.GetFileNameWithoutExtension(machine.ArchiveFile));
        var distroOf = known.ToDictionary(archive => Path.GetFileNameWithoutExtension(archive.DiskFile), archive => archive.Distro);
        return new DirectoryInfo(layout.Archive) is { Exists: true } folder
            ? folder.EnumerateFiles().Where(file => file.Name != "SHA256SUMS").GroupBy(file => file.Name.Split('.')[0]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new CleanItem
            {
                Kind = "archive",
                Name = group.Key,
                Bytes = group.Sum(file => file.Length),
                LastUse = group.Max(file => file.LastWriteTimeUtc),
                UsedBy = kept[group.Key].FirstOrDefault() is { } machine ? KeptMachines.NameOf(machine.Distro) : holder is null ? null : distroOf.TryGetValue(group.Key, out var distro) ? UserOf(holder, distro) : holder.ToString(),
                Remove = () => Delete(group),
            })
            : [];
    }

    private static string? UserOf(WorkDirectoryHolder? holder, string distro) => holder?.Uses(distro) == true ? holder.ToString() : null;

    private static IEnumerable<DirectoryInfo> Folders(string path) =>
        Directory.Exists(path) ? new DirectoryInfo(path).EnumerateDirectories().OrderBy(folder => folder.Name, StringComparer.Ordinal) : [];

    private static bool Delete(DirectoryInfo folder)
    {
        folder.Delete(recursive: true);
        return true;
    }

    // The manifest makes an archive valid, so it goes first: a removal that is cut short leaves nothing that looks whole.
    private static bool Delete(IEnumerable<FileInfo> files)
    {
        foreach (var file in files.OrderByDescending(file => file.Name.EndsWith(".manifest.json", StringComparison.Ordinal)))
        {
            file.Delete();
        }

        return true;
    }
}
