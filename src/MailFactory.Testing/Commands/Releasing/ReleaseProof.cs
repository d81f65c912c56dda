using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>
/// Decides whether the files of a release that are there may be attached. They may have come from another host, so nothing in
/// their manifest is believed: names are those that we give, the script is the one that we write, and every digest is taken anew.
/// </summary>
internal static class ReleaseProof
{
    private const int MostParts = 99;
    private const int MostSumsBytes = 1 << 20;

    /// <summary>The manifest of files that were made from this archive and are intact; else null and why they have to be made.</summary>
    public static async Task<(ReleaseManifest? Manifest, string Reason)> FindAsync(
        ReleaseFolder folder,
        ArchiveManifest archive,
        CancellationToken cancellationToken
    )
    {
        if (folder.IsLink)
        {
            return (null, $"{folder.Folder} leads elsewhere through a link");
        }

        if (await ManifestJson.ReadAsync<ReleaseManifest>(folder.Manifest, cancellationToken).ConfigureAwait(false) is not { } manifest)
        {
            return (null, $"{folder.Manifest} is not there, or no manifest");
        }

        var fault =
            WrongIn(manifest, folder, archive) ?? await WrongInFilesAsync(manifest, folder, cancellationToken).ConfigureAwait(false);
        return fault is null ? (manifest, "it is intact") : (null, $"{folder.Folder}: {fault}");
    }

    /// <summary>What is wrong with a manifest by itself; null when nothing is.</summary>
    internal static string? WrongIn(ReleaseManifest manifest, ReleaseFolder folder, ArchiveManifest archive)
    {
        var names = Enumerable
            .Range(1, Math.Clamp(manifest.Parts.Count, 1, MostParts))
            .Select(number => Path.GetFileName(ImageParts.PathOf(folder.Image, number)));
        if (manifest.Distro != folder.Distro || manifest.Archive.Distro != folder.Distro || archive.Distro != folder.Distro)
        {
            return "its manifest is that of another distro";
        }

        if (manifest.Archive.DiskSha256 != archive.DiskSha256 || manifest.Archive.Key != archive.Key)
        {
            return "it was made from another archive";
        }

        if (manifest.User != archive.User || !ManifestNames.IsUser(manifest.User))
        {
            return "its manifest names another user";
        }

        if (manifest.SeedLabel != RestoreScript.SeedLabel)
        {
            return "its manifest names another seed medium";
        }

        if (!manifest.Parts.SequenceEqual(names))
        {
            return "its manifest names files that are not parts of its image";
        }

        if (manifest.Proof.Any(statement => statement is null) || !double.IsFinite(manifest.BootSeconds))
        {
            return "its manifest has empty entries";
        }

        return ManifestNames.FirstFault(manifest.Archive, ArchiveStore.ManifestFile(manifest.Archive)) is { } fault
            ? $"the archive's manifest in it is not right: {fault}"
            : null;
    }

    private static async Task<string?> WrongInFilesAsync(
        ReleaseManifest manifest,
        ReleaseFolder folder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (
                await RegularFile.ReadAllTextAsync(folder.Script, MostSumsBytes, cancellationToken).ConfigureAwait(false)
                != RestoreScript.Render(folder.Distro, manifest.User)
            )
            {
                return $"{Path.GetFileName(folder.Script)} is not the script that this tool writes";
            }

            var said = await RegularFile.ReadAllTextAsync(folder.Sums, MostSumsBytes, cancellationToken).ConfigureAwait(false);
            var lines = await folder.LinesAsync(manifest, cancellationToken).ConfigureAwait(false);
            if (said != ChecksumLines.Render(lines))
            {
                var listed = ChecksumLines.Parse(said);
                var wrong = lines.FirstOrDefault(line => listed.GetValueOrDefault(line.Name) != line.Sha256).Name;
                return wrong is null
                    ? $"{Path.GetFileName(folder.Sums)} lists other files"
                    : $"{wrong} is not what {Path.GetFileName(folder.Sums)} says";
            }

            if (lines[^1].Sha256 != manifest.ImageSha256)
            {
                return "its parts do not make the image of its manifest";
            }

            return manifest.Parts.Sum(part => new FileInfo(Path.Combine(folder.Folder, part)).Length) != manifest.ImageBytes
                ? "its image has another size than its manifest says"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
