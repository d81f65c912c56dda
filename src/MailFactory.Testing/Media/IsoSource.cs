using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media;

/// <summary>An install ISO behind a signed checksum manifest.</summary>
internal sealed class IsoSource(string distroId, IsoMedium iso, string folder, Downloader downloader)
{
    private readonly IsoDownload _download = iso.Download ?? throw new ArgumentException($"the catalogue names no download for the ISO of {distroId}", nameof(iso));

    private string ManifestPath => Path.Combine(folder, Path.GetFileName(_download.Manifest));

    private string SignaturePath => Path.Combine(folder, Path.GetFileName(_download.Signature!));

    /// <summary>Fetches and verifies; when the host cannot be reached, what is on disk is used if it still verifies.</summary>
    public async Task<Outcome<Medium>> FetchAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var failure = await FetchManifestAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            var stored = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return failure.Fault is not null && stored.IsSuccess
                ? stored.Value with { Notes = [$"{failure.Reason}; using the verified ISO on disk"] }
                : failure;
        }

        var wanted = await ReadManifestAsync(ManifestPath, SignaturePath, cancellationToken).ConfigureAwait(false);
        if (!wanted.IsSuccess)
        {
            return wanted.Failure;
        }

        var file = wanted.Value;
        var request = new DownloadRequest { Source = new Uri(_download.Directories[0], file.Name), Target = Path.Combine(folder, file.Name), Sha256 = file.Sha256, Size = file.Size };
        var fetched = await downloader.FetchAsync(request, progress, cancellationToken).ConfigureAwait(false);
        return fetched.IsSuccess ? ToMedium(file) : MediaFailure.Of(fetched);
    }

    /// <summary>The ISO on disk, verified against the manifest and signature on disk; asks no server.</summary>
    public async Task<Outcome<Medium>> OpenAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ManifestPath) || !File.Exists(SignaturePath))
        {
            return new MediaFailure($"{ManifestPath} and its signature are not there");
        }

        var wanted = await ReadManifestAsync(ManifestPath, SignaturePath, cancellationToken).ConfigureAwait(false);
        if (!wanted.IsSuccess)
        {
            return wanted.Failure;
        }

        var path = Path.Combine(folder, wanted.Value.Name);
        if (!File.Exists(path))
        {
            return new MediaFailure($"{path} is not there");
        }

        var digest = await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return digest == wanted.Value.Sha256
            ? ToMedium(wanted.Value)
            : new MediaFailure($"{path}: SHA-256 is {digest} where the signed manifest says {wanted.Value.Sha256}");
    }

    // The new pair replaces the old one only when it verifies, so that a broken mirror cannot spoil what is on disk.
    private async Task<MediaFailure?> FetchManifestAsync(CancellationToken cancellationToken)
    {
        var (manifest, signature) = ($"{ManifestPath}.new", $"{SignaturePath}.new");
        foreach (var (name, target) in new[] { (_download.Manifest, manifest), (_download.Signature!, signature) })
        {
            var request = new DownloadRequest { Source = new Uri(_download.Directories[0], name), Target = target, Sha256 = null };
            var fetched = await downloader.FetchAsync(request, progress: null, cancellationToken).ConfigureAwait(false);
            if (!fetched.IsSuccess)
            {
                return MediaFailure.Of(fetched);
            }
        }

        var read = await ReadManifestAsync(manifest, signature, cancellationToken).ConfigureAwait(false);
        if (!read.IsSuccess)
        {
            File.Delete(manifest);
            File.Delete(signature);
            return read.Failure;
        }

        File.Move(manifest, ManifestPath, overwrite: true);
        File.Move(signature, SignaturePath, overwrite: true);
        return null;
    }

    private async Task<Outcome<IsoFile>> ReadManifestAsync(string manifest, string signature, CancellationToken cancellationToken)
    {
        var signed = await SignatureVerifier.VerifyDetachedAsync(signature, manifest, _download.Keyrings, _download.Fingerprints, cancellationToken).ConfigureAwait(false);
        if (!signed.IsValid)
        {
            return new MediaFailure($"{_download.Manifest} of {_download.Directories[0]} is not to be trusted: {signed.Summary}");
        }

        try
        {
            var chosen = ChecksumManifest.Parse(await File.ReadAllTextAsync(manifest, cancellationToken).ConfigureAwait(false)).Choose(iso.FileNamePattern);
            return chosen is { } file
                ? new IsoFile(file.Name, file.Sha256, file.Size, signed.Summary)
                : new MediaFailure($"{_download.Manifest} of {_download.Directories[0]} names no file that matches {iso.FileNamePattern}");
        }
        catch (InvalidDataException error)
        {
            return new MediaFailure($"{_download.Manifest} of {_download.Directories[0]}: {error.Message}");
        }
    }

    private Medium ToMedium(IsoFile file) => new()
    {
        DistroId = distroId,
        Kind = MediumKind.Iso,
        FilePath = Path.Combine(folder, file.Name),
        Sha256 = file.Sha256,
        Version = Path.GetFileNameWithoutExtension(file.Name),
        Trust = TrustLevel.Signed,
        Proof = $"{_download.Manifest} {file.Signer}",
    };

    private sealed record IsoFile(string Name, string Sha256, long? Size, string Signer);
}
