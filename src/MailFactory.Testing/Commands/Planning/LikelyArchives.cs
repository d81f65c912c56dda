using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>Finds the archives that a run will most likely reuse, by every input that is known without a medium and without QEMU.</summary>
internal static class LikelyArchives
{
    /// <summary>The newest such archive of each distro; none when results of earlier runs are to be ignored.</summary>
    public static async Task<IReadOnlyDictionary<string, ArchiveManifest>> FindAsync(
        DistroCatalog catalog,
        IReadOnlyList<Distro> distros,
        RunOptions options,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, ArchiveManifest>();
        if (options.Fresh)
        {
            return found;
        }

        var store = new ArchiveStore(options.Layout.Archive);
        var manifests = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var distro in distros.Where(distro => manifests.Any(manifest => manifest.Distro == distro.Id)))
        {
            var inputs = await InstallKey
                .KnownInputsAsync(distro, catalog.FamilyOf(distro), options, cancellationToken)
                .ConfigureAwait(false);
            var newest = manifests
                .Where(manifest => manifest.Distro == distro.Id && Agrees(inputs, manifest) && IsThere(store, manifest))
                .MaxBy(manifest => manifest.Installed);
            if (newest is not null)
            {
                found[distro.Id] = newest;
            }
        }

        return found;
    }

    private static bool Agrees(IReadOnlyDictionary<string, string> inputs, ArchiveManifest manifest) =>
        new InputKey(inputs).DifferencesTo(manifest.Inputs).Except(InstallKey.LateInputs).ToList() is [];

    /// <summary>The digest is for the run: hashing a disk takes seconds.</summary>
    private static bool IsThere(ArchiveStore store, ArchiveManifest manifest) =>
        File.Exists(store.PathOf(manifest.SshKeyFile))
        && new FileInfo(store.PathOf(manifest.DiskFile)) is { Exists: true } disk
        && disk.Length == manifest.DiskBytes;
}
