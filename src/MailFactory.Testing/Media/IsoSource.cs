using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media;

/// <summary>An install ISO behind a checksum manifest, in one of several directories.</summary>
internal sealed class IsoSource(string distroId, IsoMedium iso, string folder, Downloader downloader, TrustLevel leastTrust = TrustLevel.Pinned)
{
    private const string Fresh = ".new";

    private readonly IsoDownload _download = iso.Download ?? throw new ArgumentException($"the catalogue names no download for the ISO of {distroId}", nameof(iso));
    private readonly IsoManifest _manifest = new(iso, iso.Download, folder);

    /// <summary>Fetches and verifies; when no host can be reached, what is on disk is used if it still verifies.</summary>
    public async Task<Outcome<Medium>> FetchAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var proof = await ProveAsync(notes, cancellationToken).ConfigureAwait(false);
        if (!proof.IsSuccess)
        {
            var stored = await OpenAsync(name: null, cancellationToken).ConfigureAwait(false);
            return proof.Failure.Fault is not null && stored.IsSuccess
                ? stored.Value with { Notes = [$"{proof.Failure.Reason}; using the verified ISO on disk"] }
                : proof.Failure;
        }

        if (TrustGate.Refusal(distroId, proof.Value, leastTrust) is { } refusal)
        {
            return refusal;
        }

        var file = proof.Value;
        var request = new DownloadRequest
        {
            Source = new Uri(file.Directory!, file.Name),
            Mirrors = [.. _download.Directories.Where(directory => directory != file.Directory).Select(directory => new Uri(directory, file.Name))],
            Target = Path.Combine(folder, file.Name),
            Sha256 = file.Sha256,
            Size = file.Size,
        };
        var fetched = await downloader.FetchAsync(request, progress, cancellationToken).ConfigureAwait(false);
        return fetched.IsSuccess ? ToMedium(file) with { Notes = [.. notes, .. fetched.Notes] } : MediaFailure.Of(fetched);
    }

    /// <summary>The ISO on disk, the newest or the one with this name, verified against manifest and signature on disk; asks no server.</summary>
    public async Task<Outcome<Medium>> OpenAsync(string? name, CancellationToken cancellationToken)
    {
        if (!File.Exists(_manifest.Path))
        {
            return new MediaFailure($"{_manifest.Path} is not there; fetch it with DownloadIsos --distro {distroId}");
        }

        var proof = await _manifest.ReadAsync(string.Empty, folder, name, cancellationToken).ConfigureAwait(false);
        if (!proof.IsSuccess)
        {
            return proof.Failure;
        }

        if (TrustGate.Refusal(distroId, proof.Value, leastTrust) is { } refusal)
        {
            return refusal;
        }

        var path = Path.Combine(folder, proof.Value.Name);
        if (!File.Exists(path))
        {
            return new MediaFailure($"{path} is not there; fetch it with DownloadIsos --distro {distroId}");
        }

        var digest = await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return digest == proof.Value.Sha256
            ? ToMedium(proof.Value)
            : new MediaFailure($"{path}: SHA-256 is {digest} where {_download.Manifest} says {proof.Value.Sha256}; delete the file and fetch it again with DownloadIsos --distro {distroId}");
    }

    // The first directory whose manifest is signed wins; without any, the first that has a manifest at all.
    private async Task<Outcome<IsoProof>> ProveAsync(List<string> notes, CancellationToken cancellationToken)
    {
        IsoProof? second = null;
        var failures = new List<MediaFailure>();
        foreach (var directory in _download.Directories)
        {
            var read = await FetchManifestAsync(directory, cancellationToken).ConfigureAwait(false);
            if (read is { IsSuccess: true, Value.Trust: TrustLevel.Signed } || (read.IsSuccess && _download.ManifestSignature == ManifestSignature.None))
            {
                notes.AddRange(failures.Select(failure => failure.Reason));
                return Keep(read.Value, directory);
            }

            if (read.IsSuccess)
            {
                second ??= read.Value with { Directory = directory };
            }
            else
            {
                failures.Add(read.Failure);
            }
        }

        if (second is { Directory: { } lesser })
        {
            // The files of a later directory may lie there by now.
            var again = await FetchManifestAsync(lesser, cancellationToken).ConfigureAwait(false);
            return again.IsSuccess ? Keep(again.Value, lesser) : again;
        }

        Forget();

        // Only when the network alone is at fault may a medium on disk take the place.
        return new MediaFailure(string.Join("; ", failures.Select(failure => failure.Reason)))
        {
            Fault = failures.All(failure => failure.Fault is not null) ? failures.Max(failure => failure.Fault) : null,
        };
    }

    private async Task<Outcome<IsoProof>> FetchManifestAsync(Uri directory, CancellationToken cancellationToken)
    {
        var manifest = await FetchAsync(directory, _download.Manifest, $"{_manifest.Path}{Fresh}", cancellationToken).ConfigureAwait(false);
        if (!manifest.IsSuccess)
        {
            return MediaFailure.Of(manifest);
        }

        if (_manifest.SignaturePath is { } path)
        {
            var signature = await FetchAsync(directory, _download.Signature!, $"{path}{Fresh}", cancellationToken).ConfigureAwait(false);
            if (!signature.IsSuccess && signature.Fault is not (DownloadFault.NotFound or DownloadFault.WebPage))
            {
                return MediaFailure.Of(signature);
            }
        }

        return await _manifest.ReadAsync(Fresh, directory.AbsoluteUri, name: null, cancellationToken).ConfigureAwait(false);
    }

    private Task<DownloadResult> FetchAsync(Uri directory, string name, string target, CancellationToken cancellationToken)
    {
        File.Delete(target);
        return downloader.FetchAsync(new DownloadRequest { Source = new Uri(directory, name), Target = target, Sha256 = null }, progress: null, cancellationToken);
    }

    // The new pair replaces the old one only when it verifies, so that a broken mirror cannot spoil what is on disk.
    private IsoProof Keep(IsoProof proof, Uri directory)
    {
        File.Move($"{_manifest.Path}{Fresh}", _manifest.Path, overwrite: true);
        if (_manifest.SignaturePath is { } signature)
        {
            File.Delete(signature);
            if (File.Exists($"{signature}{Fresh}"))
            {
                File.Move($"{signature}{Fresh}", signature);
            }
        }

        return proof with { Directory = directory };
    }

    private void Forget()
    {
        File.Delete($"{_manifest.Path}{Fresh}");
        if (_manifest.SignaturePath is { } signature)
        {
            File.Delete($"{signature}{Fresh}");
        }
    }

    private Medium ToMedium(IsoProof file) => new()
    {
        DistroId = distroId,
        Kind = MediumKind.Iso,
        FilePath = Path.Combine(folder, file.Name),
        Sha256 = file.Sha256,
        Version = Path.GetFileNameWithoutExtension(file.Name),
        Trust = file.Trust,
        Proof = file.Proof,
    };
}
