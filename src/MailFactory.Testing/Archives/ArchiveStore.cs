using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Archives;

/// <summary>Disks of installed distros, one for each key of inputs, with manifest and SHA256SUMS.</summary>
/// <param name="folder">The archive folder.</param>
internal sealed class ArchiveStore(string folder)
{
    /// <summary>The name of the list of digests.</summary>
    public const string SumsFile = "SHA256SUMS";

    /// <summary>How the names of manifests end.</summary>
    public const string ManifestExtension = ".manifest.json";

    private static readonly SemaphoreSlim _listing = new(1);

    /// <summary>The file name of a manifest.</summary>
    public static string ManifestFile(ArchiveManifest manifest) => $"{manifest.Distro}-{manifest.Key}{ManifestExtension}";

    /// <summary>The full path of a file in the archive.</summary>
    public string PathOf(string fileName) => Path.Combine(folder, fileName);

    /// <summary>The path that the disk for a distro and key is archived at.</summary>
    public string DiskPath(string distro, InputKey key) => PathOf($"{distro}-{key.Value}.qcow2");

    /// <summary>Looks for an archive of these inputs and proves that its disk is what its manifest says.</summary>
    public async Task<ArchiveLookup> FindAsync(string distro, InputKey key, CancellationToken cancellationToken)
    {
        var manifest = await ReadAsync(ManifestPath(distro, key.Value), cancellationToken).ConfigureAwait(false);
        if (manifest is null)
        {
            return new ArchiveLookup(null, await ExplainMissAsync(distro, key, cancellationToken).ConfigureAwait(false));
        }

        var disk = PathOf(manifest.DiskFile);
        if (!File.Exists(disk) || !File.Exists(PathOf(manifest.SshKeyFile)))
        {
            return new ArchiveLookup(null, $"the archive {distro}-{key.Value} has lost its disk or its SSH key");
        }

        // QEMU opens whatever an image names, and a digest says nothing of that.
        if ((await Qcow2Header.ReadAsync(disk, cancellationToken).ConfigureAwait(false)).Shortcomings is [var shortcoming, ..])
        {
            return new ArchiveLookup(null, $"the archive {manifest.DiskFile} is not used: {shortcoming}");
        }

        var digest = await Digest.OfFileAsync(disk, cancellationToken).ConfigureAwait(false);
        return digest == manifest.DiskSha256
            ? new ArchiveLookup(
                manifest,
                $"the archive {manifest.DiskFile} of {manifest.Installed:yyyy-MM-dd HH:mm} UTC was made from the same inputs and is intact"
            )
            : new ArchiveLookup(null, $"the archive {manifest.DiskFile} is damaged: its digest is not the one in its manifest");
    }

    /// <summary>Adds an archive whose disk and SSH key are already in the folder; the manifest makes it valid, so it comes last.</summary>
    public async Task AddAsync(ArchiveManifest manifest, CancellationToken cancellationToken)
    {
        var text = ManifestJson.Write(manifest);
        await AtomicFile.WriteAllTextAsync(ManifestPath(manifest.Distro, manifest.Key), text, cancellationToken).ConfigureAwait(false);
        await WriteSumsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes in the manifest how a mail test ended, or that it began, and returns the new manifest.</summary>
    public async Task<ArchiveManifest> RecordAsync(ArchiveManifest manifest, ArchiveMailTest test, CancellationToken cancellationToken)
    {
        var tested = manifest with { MailTest = test };
        await AddAsync(tested, cancellationToken).ConfigureAwait(false);
        return tested;
    }

    /// <summary>The manifests of all archives.</summary>
    public async Task<IReadOnlyList<ArchiveManifest>> ListAsync(CancellationToken cancellationToken)
    {
        var manifests = new List<ArchiveManifest>();
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{ManifestExtension}") : [])
        {
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } manifest)
            {
                manifests.Add(manifest);
            }
        }

        return manifests;
    }

    private string ManifestPath(string distro, string key) => PathOf($"{distro}-{key}{ManifestExtension}");

    // One with names that lead elsewhere is no manifest: whoever works with it would read, write or delete there.
    private static async Task<ArchiveManifest?> ReadAsync(string path, CancellationToken cancellationToken) =>
        await ManifestJson.ReadAsync<ArchiveManifest>(path, cancellationToken).ConfigureAwait(false) is { } manifest
        && ManifestNames.FirstFault(manifest, Path.GetFileName(path)) is null
            ? manifest
            : null;

    private async Task<string> ExplainMissAsync(string distro, InputKey key, CancellationToken cancellationToken)
    {
        var latest = (await ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(manifest => manifest.Distro == distro)
            .MaxBy(manifest => manifest.Installed);
        return latest is null
            ? $"no archive of {distro} yet"
            : $"the archive {latest.DiskFile} was made from other inputs: {string.Join(", ", key.DifferencesTo(latest.Inputs))}";
    }

    /// <summary>
    /// Writes SHA256SUMS of the archives that are there, manifests included: nothing else would tell one that was changed later.
    /// </summary>
    public async Task WriteSumsAsync(CancellationToken cancellationToken)
    {
        await _listing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var lines = new List<(string Sha256, string Name)>();
            foreach (
                var manifest in (await ListAsync(cancellationToken).ConfigureAwait(false)).OrderBy(
                    manifest => manifest.DiskFile,
                    StringComparer.Ordinal
                )
            )
            {
                lines.Add(
                    (
                        await Digest.OfFileAsync(PathOf(ManifestFile(manifest)), cancellationToken).ConfigureAwait(false),
                        ManifestFile(manifest)
                    )
                );
                lines.Add((manifest.DiskSha256, manifest.DiskFile));
            }

            await AtomicFile.WriteAllTextAsync(PathOf(SumsFile), ChecksumLines.Render(lines), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _listing.Release();
        }
    }
}
