using MailFactory.Testing.Archives;
using MailFactory.Testing.Caching;
using MailFactory.Testing.Files;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Cleaning;

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
            .. options.Archives ? States(holder) : [],
            .. options.Packages ? Packages(running) : [],
        ];
    }

    private IEnumerable<CleanItem> Media() =>
        new MediaInventory(layout.Media)
            .Read()
            .Select(file => new CleanItem
            {
                Kind = "medium",
                Name = $"{file.DistroId}/{Path.GetFileName(file.Path)}",
                Bytes = file.Bytes,
                LastUse = file.LastUse,
                UsedBy = file.IsInUse ? "a running build" : null,
                Remove = () => MediaInventory.Remove(file),
            });

    private IEnumerable<CleanItem> Machines(string path, string kind, WorkDirectoryHolder? holder, IReadOnlyList<ProcessLease> running) =>
        Folders(path)
            .Where(IsMachine)
            .Select(folder => new CleanItem
            {
                Kind = kind,
                Name = folder.Name,
                Bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
                LastUse = folder.EnumerateFiles().Select(file => file.LastWriteTimeUtc).DefaultIfEmpty(folder.LastWriteTimeUtc).Max(),
                UsedBy =
                    running.FirstOrDefault(lease => lease.Name.EndsWith($"_{folder.Name}", StringComparison.Ordinal))?.Name
                    ?? UserOf(holder, folder.Name),
                Remove = () => Delete(folder),
            });

    // What a build made has the sign of it, or, from before there was one, the record of an install or of a kept machine.
    private bool IsMachine(DirectoryInfo folder) =>
        FileFacts.Of(folder.FullName) is { IsFolder: true }
        && (
            FolderMarker.IsIn(folder.FullName)
            || InstallRecord.Read(folder.FullName) is not null
            || (folder.Parent!.FullName == layout.KeptMachines && new KeptMachines(layout).Read(folder.Name) is not null)
        );

    private async Task<IEnumerable<CleanItem>> ArchivesAsync(WorkDirectoryHolder? holder, CancellationToken cancellationToken)
    {
        var known = await new ArchiveStore(layout.Archive).ListAsync(cancellationToken).ConfigureAwait(false);
        var kept = new KeptMachines(layout).Running().ToLookup(machine => machine.ArchiveFile);
        return known
            .OrderBy(archive => archive.DiskFile, StringComparer.Ordinal)
            .Select(archive => (Archive: archive, Files: FilesOf(archive)))
            .Where(found => found.Files.Count > 0)
            .Select(found => new CleanItem
            {
                Kind = "archive",
                Name = $"{found.Archive.Distro}-{found.Archive.Key}",
                Bytes = found.Files.Sum(file => file.Length),
                LastUse = found.Files.Max(file => file.LastWriteTimeUtc),
                UsedBy = kept[found.Archive.DiskFile].FirstOrDefault() is { } machine
                    ? KeptMachines.NameOf(machine.Distro)
                    : UserOf(holder, found.Archive.Distro),
                Remove = () => Delete(found.Files),
            });
    }

    private IEnumerable<CleanItem> States(WorkDirectoryHolder? holder)
    {
        var store = new StateStore(layout.WarmStates, TimeProvider.System);
        return store
            .List()
            .Select(state => new CleanItem
            {
                Kind = "saved state",
                Name = StateStore.NameOf(state),
                Bytes = store.FilesOf(state).Sum(file => file.Length),
                LastUse = store.FilesOf(state).Max(file => file.LastWriteTimeUtc),
                UsedBy = UserOf(holder, state.Distro),
                Remove = () =>
                {
                    store.Remove(state);
                    return true;
                },
            });
    }

    private IEnumerable<CleanItem> Packages(IReadOnlyList<ProcessLease> running)
    {
        var kept = new CacheFolder(layout.PackageCache);
        return kept.LastUse is not { } lastUse
            ? []
            :
            [
                new CleanItem
                {
                    Kind = "package cache",
                    Name = Path.GetFileName(layout.PackageCache),
                    Bytes = kept.Bytes,
                    LastUse = lastUse,
                    UsedBy = running.FirstOrDefault(lease => lease.Kind == ProcessKind.PackageCache)?.Name,
                    Remove = () => Delete(new DirectoryInfo(layout.PackageCache)),
                },
            ];
    }

    // A manifest speaks for the files that have its own name before their extension, and for no others.
    private List<FileInfo> FilesOf(ArchiveManifest archive)
    {
        var name = $"{archive.Distro}-{archive.Key}";
        var isPlain = name == Path.GetFileName(name);
        return
        [
            .. new[] { ArchiveStore.ManifestFile(archive), archive.DiskFile, archive.SshKeyFile }
                .Where(file => isPlain && file == Path.GetFileName(file) && file.StartsWith($"{name}.", StringComparison.Ordinal))
                .Select(file => Path.Combine(layout.Archive, file))
                .Where(path => FileFacts.Of(path) is { IsRegular: true })
                .Select(path => new FileInfo(path)),
        ];
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
