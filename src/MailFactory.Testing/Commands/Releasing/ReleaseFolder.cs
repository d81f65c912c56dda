using System.Security.Cryptography;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

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

    /// <summary>Whether the folder, or the release's around it, is elsewhere and only linked to.</summary>
    public bool IsLink => new DirectoryInfo(Folder).LinkTarget is not null || new DirectoryInfo(Folder).Parent?.LinkTarget is not null;

    /// <summary>The file with that ending.</summary>
    public string PathOf(string ending) => Path.Combine(Folder, $"{Distro}.{ending}");

    /// <summary>
    /// Deletes what an earlier release left in the folder: files that have its distro's name, and nothing else. Throws
    /// <see cref="ReleaseException"/> when it is no folder but a link to one.
    /// </summary>
    public void Clear()
    {
        if (IsLink)
        {
            throw new ReleaseException(
                FailureClass.Configuration,
                $"{Folder} leads elsewhere through a link; nothing is written or deleted there"
            );
        }

        foreach (var path in Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"{Distro}.*") : [])
        {
            File.Delete(path);
        }
    }

    /// <summary>Cuts the image into parts and describes them.</summary>
    public async Task<ReleaseManifest> FillAsync(
        Func<IReadOnlyList<string>, ReleaseAsset, ReleaseManifest> describe,
        long partBytes,
        CancellationToken cancellationToken
    )
    {
        var image = await ReleaseAsset.OfFileAsync(Image, cancellationToken).ConfigureAwait(false);
        var parts = await ImageParts.SplitAsync(Image, partBytes, cancellationToken).ConfigureAwait(false);
        var manifest = describe([.. parts.Select(part => Path.GetFileName(part))], image);
        await DescribeAsync(manifest, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    /// <summary>
    /// Writes manifest, script and digests; the digests come last, so that files without them are known to be unfinished.
    /// </summary>
    public async Task DescribeAsync(ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        File.Delete(Sums);
        await AtomicFile.WriteAllTextAsync(Manifest, ManifestJson.Write(manifest), cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAllTextAsync(Script, RestoreScript.Render(Distro, manifest.User), cancellationToken).ConfigureAwait(false);
        await AtomicFile
            .WriteAllTextAsync(
                Sums,
                ChecksumLines.Render(await LinesAsync(manifest, cancellationToken).ConfigureAwait(false)),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>All files as they are to be attached, those first that the others are checked against.</summary>
    public async Task<IReadOnlyList<ReleaseAsset>> AssetsAsync(
        ReleaseManifest manifest,
        string? signature,
        CancellationToken cancellationToken
    )
    {
        var assets = new List<ReleaseAsset>();
        foreach (
            var path in new[] { Sums, signature, Script, Manifest }
                .OfType<string>()
                .Concat(manifest.Parts.Select(part => Path.Combine(Folder, part)))
        )
        {
            assets.Add(await ReleaseAsset.OfFileAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return assets;
    }

    /// <summary>
    /// The lines of the list of digests as the files are now; the joined image's is that of its parts one after the other.
    /// </summary>
    internal async Task<IReadOnlyList<(string Sha256, string Name)>> LinesAsync(
        ReleaseManifest manifest,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<(string, string)>();
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in manifest.Parts)
        {
            lines.Add((await DigestAsync(Path.Combine(Folder, part), whole, cancellationToken).ConfigureAwait(false), part));
        }

        foreach (var path in new[] { Manifest, Script })
        {
            lines.Add((await DigestAsync(path, whole: null, cancellationToken).ConfigureAwait(false), Path.GetFileName(path)));
        }

        return [.. lines, (Convert.ToHexStringLower(whole.GetHashAndReset()), Path.GetFileName(Image))];
    }

    private static async Task<string> DigestAsync(string path, IncrementalHash? whole, CancellationToken cancellationToken)
    {
        using var own = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = RegularFile.OpenRead(path);
        await using var _ = file.ConfigureAwait(false);
        var buffer = new byte[1 << 20];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; )
        {
            own.AppendData(buffer, 0, read);
            whole?.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(own.GetHashAndReset());
    }
}
