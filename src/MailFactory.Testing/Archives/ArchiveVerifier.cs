using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;

namespace MailFactory.Testing.Archives;

/// <summary>Proves the files of the archive against their manifests and SHA256SUMS, with nothing but the disk.</summary>
/// <param name="folder">The archive folder.</param>
internal sealed class ArchiveVerifier(string folder)
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const int MostSumsBytes = 16 << 20;

    private readonly ArchiveStore _store = new(folder);

    /// <summary>Everything that is wrong, by file; throws <see cref="ToolException"/> when qemu-img is not installed.</summary>
    public async Task<IReadOnlyList<ArchiveFinding>> VerifyAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var manifests = await _store.ListAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<ArchiveFinding>();
        foreach (var manifest in manifests)
        {
            findings.AddRange(await OfDiskAsync(manifest, cancellationToken).ConfigureAwait(false));
            findings.AddRange(OfKey(manifest.SshKeyFile));
            findings.AddRange(
                ManifestRules
                    .Missing(manifest)
                    .Select(missing => new ArchiveFinding(
                        ArchiveStore.ManifestFile(manifest),
                        ArchiveFault.Incomplete,
                        $"the manifest has no {missing}"
                    ))
            );
        }

        findings.AddRange(await OfSumsAsync(manifests, cancellationToken).ConfigureAwait(false));
        findings.AddRange(Strangers(manifests));
        return [.. findings.OrderBy(finding => finding.File, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<ArchiveFinding>> OfDiskAsync(ArchiveManifest manifest, CancellationToken cancellationToken)
    {
        var disk = new FileInfo(_store.PathOf(manifest.DiskFile));
        if (!disk.Exists)
        {
            return [new(disk.Name, ArchiveFault.Missing, $"{ArchiveStore.ManifestFile(manifest)} names it")];
        }

        if (disk.Length != manifest.DiskBytes)
        {
            return [new(disk.Name, ArchiveFault.WrongSize, $"{disk.Length} bytes where the manifest says {manifest.DiskBytes}")];
        }

        var digest = await Digest.OfFileAsync(disk.FullName, cancellationToken).ConfigureAwait(false);
        if (digest != manifest.DiskSha256)
        {
            return [new(disk.Name, ArchiveFault.Corrupted, $"its SHA-256 is {digest} where the manifest says {manifest.DiskSha256}")];
        }

        return await OfImageAsync(new DiskImage(disk.FullName), disk.Name, cancellationToken).ConfigureAwait(false);
    }

    // A file can be what was archived and yet never have been a good image; qemu-img opens what it names, so its header comes first.
    private static async Task<IReadOnlyList<ArchiveFinding>> OfImageAsync(DiskImage image, string name, CancellationToken cancellationToken)
    {
        var header = await Qcow2Header.ReadAsync(image.Path, cancellationToken).ConfigureAwait(false);
        if (header.Shortcomings.Count > 0)
        {
            return
            [
                .. header.Shortcomings.Select(shortcoming => new ArchiveFinding(
                    name,
                    header.IsQcow2 ? ArchiveFault.NotAlone : ArchiveFault.Unsound,
                    shortcoming
                )),
            ];
        }

        return await image.CheckAsync(cancellationToken).ConfigureAwait(false) is { } damage
            ? [new(name, ArchiveFault.Unsound, $"qemu-img check: {damage.ReplaceLineEndings(" ")}")]
            : [];
    }

    private IEnumerable<ArchiveFinding> OfKey(string name)
    {
        var path = _store.PathOf(name);
        if (!File.Exists(path))
        {
            yield return new ArchiveFinding(name, ArchiveFault.Missing, "a manifest names it as the key that opens the machine");
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMay) != 0)
        {
            yield return new ArchiveFinding(
                name,
                ArchiveFault.Exposed,
                $"users other than its owner may read or write this private key: chmod 600 {path}"
            );
        }
    }

    private async Task<IReadOnlyList<ArchiveFinding>> OfSumsAsync(
        IReadOnlyList<ArchiveManifest> manifests,
        CancellationToken cancellationToken
    )
    {
        var path = _store.PathOf(ArchiveStore.SumsFile);
        var expected = manifests.SelectMany(manifest => new[] { manifest.DiskFile, ArchiveStore.ManifestFile(manifest) }).ToList();
        if (!RegularFile.IsThere(path))
        {
            return expected.Count == 0
                ? []
                : [new(ArchiveStore.SumsFile, ArchiveFault.Missing, $"{manifests.Count} archives and no list of their digests")];
        }

        var sums = ChecksumLines.Parse(await RegularFile.ReadAllTextAsync(path, MostSumsBytes, cancellationToken).ConfigureAwait(false));
        var findings = expected
            .Except(sums.Keys)
            .Select(name => new ArchiveFinding(ArchiveStore.SumsFile, ArchiveFault.Incomplete, $"it does not list {name}"))
            .ToList();
        findings.AddRange(
            manifests
                .Where(manifest => sums.TryGetValue(manifest.DiskFile, out var sum) && sum != manifest.DiskSha256)
                .Select(manifest => new ArchiveFinding(
                    ArchiveStore.SumsFile,
                    ArchiveFault.Corrupted,
                    $"its digest of {manifest.DiskFile} is not the manifest's"
                ))
        );
        foreach (var (name, sum) in sums.Where(line => line.Key.EndsWith(ArchiveStore.ManifestExtension, StringComparison.Ordinal)))
        {
            findings.AddRange(await OfManifestAsync(name, sum, cancellationToken).ConfigureAwait(false));
        }

        return findings;
    }

    private async Task<IReadOnlyList<ArchiveFinding>> OfManifestAsync(string name, string sum, CancellationToken cancellationToken)
    {
        var path = _store.PathOf(name);
        if (!RegularFile.IsThere(path))
        {
            return [new(name, ArchiveFault.Missing, $"{ArchiveStore.SumsFile} lists it")];
        }

        return await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false) != sum
            ? [new(name, ArchiveFault.Corrupted, $"its SHA-256 is not the one in {ArchiveStore.SumsFile}")]
            : [];
    }

    // A manifest that cannot be read is not foreign: it has lost its archive.
    private IEnumerable<ArchiveFinding> Strangers(IReadOnlyList<ArchiveManifest> manifests)
    {
        var known = manifests
            .SelectMany(manifest => new[] { manifest.DiskFile, manifest.SshKeyFile, ArchiveStore.ManifestFile(manifest) })
            .Append(ArchiveStore.SumsFile)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var name in Directory
                .EnumerateFileSystemEntries(folder)
                .Select(path => Path.GetFileName(path)!)
                .Where(name => !known.Contains(name))
        )
        {
            yield return name.EndsWith(ArchiveStore.ManifestExtension, StringComparison.Ordinal)
                ? new ArchiveFinding(name, ArchiveFault.Corrupted, "it is not an archive's manifest")
                : new ArchiveFinding(
                    name,
                    ArchiveFault.Foreign,
                    name.EndsWith(".partial", StringComparison.Ordinal) ? "left by an interrupted run" : "no manifest names it"
                );
        }
    }
}
