using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.Pipeline.Releasing;

/// <summary>The files of one distro in a release, as anybody will fetch them.</summary>
/// <param name="Folder">Their folder.</param>
/// <param name="Distro">The distro's identifier.</param>
internal sealed record ReleaseFolder(string Folder, string Distro)
{
    /// <summary>The joined image's name; it is here only until it is cut into parts.</summary>
    public string Image => PathOf("qcow2");

    /// <summary>The manifest.</summary>
    public string Manifest => PathOf("manifest.json");

    /// <summary>The script that makes a bootable disk of the files.</summary>
    public string Script => PathOf("restore.sh");

    /// <summary>The list of digests, the joined image's included.</summary>
    public string Sums => PathOf("SHA256SUMS");

    /// <summary>The file with that ending.</summary>
    public string PathOf(string ending) => Path.Combine(Folder, $"{Distro}.{ending}");

    /// <summary>The manifest of files that were made from this archive and are intact; null when they have to be made.</summary>
    public async Task<ReleaseManifest?> FindAsync(ArchiveManifest archive, CancellationToken cancellationToken)
    {
        var manifest = await ReleaseManifest.ReadAsync(Manifest, cancellationToken).ConfigureAwait(false);
        if (manifest?.Archive.DiskSha256 != archive.DiskSha256 || manifest.Archive.MailTest != archive.MailTest || !File.Exists(Sums))
        {
            return null;
        }

        foreach (var (name, sum) in ChecksumLines.Parse(await File.ReadAllTextAsync(Sums, cancellationToken).ConfigureAwait(false)).Where(line => line.Key != Path.GetFileName(Image)))
        {
            var path = Path.Combine(Folder, name);
            if (!File.Exists(path) || await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false) != sum)
            {
                return null;
            }
        }

        return manifest;
    }

    /// <summary>
    /// Cuts the image into parts and writes manifest, script and digests; the digests come last, so that files without them are
    /// known to be unfinished.
    /// </summary>
    public async Task<ReleaseManifest> FillAsync(Func<IReadOnlyList<string>, ReleaseAsset, ReleaseManifest> describe, long partBytes, CancellationToken cancellationToken)
    {
        var image = await ReleaseAsset.OfFileAsync(Image, cancellationToken).ConfigureAwait(false);
        var parts = await ImageParts.SplitAsync(Image, partBytes, cancellationToken).ConfigureAwait(false);
        var manifest = describe([.. parts.Select(part => Path.GetFileName(part))], image);
        await AtomicFile.WriteAllTextAsync(Manifest, manifest.Write(), cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAllTextAsync(Script, RestoreScript.Render(Distro, manifest.User), cancellationToken).ConfigureAwait(false);
        var lines = new List<(string, string)>();
        foreach (var path in parts.Append(Manifest).Append(Script))
        {
            lines.Add((await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false), Path.GetFileName(path)));
        }

        await AtomicFile.WriteAllTextAsync(Sums, ChecksumLines.Render(lines.Append((image.Sha256, image.Name))), cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    /// <summary>All files as they are to be attached, those first that the others are checked against.</summary>
    public async Task<IReadOnlyList<ReleaseAsset>> AssetsAsync(ReleaseManifest manifest, string? signature, CancellationToken cancellationToken)
    {
        var assets = new List<ReleaseAsset>();
        foreach (var path in new[] { Sums, signature, Script, Manifest }.OfType<string>().Concat(manifest.Parts.Select(part => Path.Combine(Folder, part))))
        {
            assets.Add(await ReleaseAsset.OfFileAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return assets;
    }
}
