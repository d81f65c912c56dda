using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Media.Iso;

/// <summary>An install ISO behind a checksum manifest, in one of several directories.</summary>
internal sealed class IsoSource(
    string distroId,
    IsoMedium iso,
    string folder,
    Downloader downloader,
    VersionFolders folders,
    TrustLevel leastTrust = TrustLevel.Pinned
)
{
    private const string Fresh = ".new";

    private readonly IsoDownload _download =
        iso.Download ?? throw new ArgumentException($"the catalogue names no download for the ISO of {distroId}", nameof(iso));
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
                ? stored.Value with
                {
                    Notes = [$"{proof.Failure.Reason}; using the verified ISO on disk"],
                }
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
            Mirrors =
            [
                .. _download.Directories.Where(directory => IsMirror(directory, file)).Select(directory => new Uri(directory, file.Name)),
            ],
            Target = Path.Combine(folder, file.Name),
            Sha256 = file.Sha256,
            Size = file.Size,
        };
        var fetched = await downloader.FetchAsync(request, progress, cancellationToken).ConfigureAwait(false);
        return fetched.IsSuccess ? ToMedium(file) with { Notes = [.. notes, .. fetched.Notes] } : MediaFailure.Of(fetched);
    }

    /// <summary>
    /// The ISO on disk, the newest or the one with this name, verified against manifest and signature on disk; asks no server.
    /// </summary>
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
            : new MediaFailure(
                $"{path}: SHA-256 is {digest} where {_download.Manifest} says {proof.Value.Sha256}; delete the file and fetch "
                    + $"it again with DownloadIsos --distro {distroId}"
            );
    }

    /// <summary>
    /// What the ISO would be and what proves it, as a download now would find; the refusal where that is too little. Fetches no ISO.
    /// </summary>
    public async Task<Outcome<IsoProof>> ProbeAsync(CancellationToken cancellationToken)
    {
        var proof = await ProveAsync([], cancellationToken).ConfigureAwait(false);
        return proof.IsSuccess && TrustGate.Refusal(distroId, proof.Value, leastTrust) is { } refusal ? refusal : proof;
    }

    // The first directory whose manifest is proven as well as this vendor's can be wins; else the best proven, the first of equals.
    private async Task<Outcome<IsoProof>> ProveAsync(List<string> notes, CancellationToken cancellationToken)
    {
        IsoProof? second = null;
        var failures = new List<MediaFailure>();
        foreach (var listed in _download.Directories)
        {
            var found = await folders.FindAsync(listed, cancellationToken).ConfigureAwait(false);
            failures.AddRange(found.IsSuccess ? [] : [found.Failure]);
            foreach (var directory in found.Value ?? [])
            {
                var read = await FetchManifestAsync(directory, cancellationToken).ConfigureAwait(false);
                if (!read.IsSuccess)
                {
                    failures.Add(read.Failure);
                }
                else if (read.Value.Trust >= Best)
                {
                    notes.AddRange(failures.Select(failure => failure.Reason).Distinct());
                    return Keep(read.Value, directory);
                }
                else if (second is null || read.Value.Trust > second.Trust)
                {
                    second = read.Value with { Directory = directory };
                }
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
        return new MediaFailure(string.Join("; ", failures.Select(failure => failure.Reason).Distinct()))
        {
            Fault = failures.All(failure => failure.Fault is not null) ? failures.Max(failure => failure.Fault) : null,
            IsSuspect = failures.Any(failure => failure.IsSuspect),
        };
    }

    // A directory that stands for others is asked only when those before it have no proof.
    private static bool IsMirror(Uri directory, IsoProof file) =>
        directory != file.Directory && !directory.AbsolutePath.Contains('*', StringComparison.Ordinal);

    private TrustLevel Best =>
        _download switch
        {
            { ManifestSignature: not ManifestSignature.None } => TrustLevel.Signed,
            { Confirmations.Count: > 0 } or { Pins.Count: > 0 } => TrustLevel.Pinned,
            _ => TrustLevel.ChecksumOnly,
        };

    private async Task<Outcome<IsoProof>> FetchManifestAsync(Uri directory, CancellationToken cancellationToken)
    {
        Forget();
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

        var read = await ReadAsync(directory, cancellationToken).ConfigureAwait(false);
        var isConfirmed =
            read is { IsSuccess: true, Value.Trust: < TrustLevel.Signed }
            && await ConfirmAsync(directory, read.Value, cancellationToken).ConfigureAwait(false);
        return isConfirmed ? await ReadAsync(directory, cancellationToken).ConfigureAwait(false) : read;
    }

    private Task<Outcome<IsoProof>> ReadAsync(Uri directory, CancellationToken cancellationToken) =>
        _manifest.ReadAsync(Fresh, directory.AbsoluteUri, name: null, cancellationToken);

    // Who can change what one host sends must not be able to change the other's: both come over https, or nothing is gained.
    private async Task<bool> ConfirmAsync(Uri directory, IsoProof proof, CancellationToken cancellationToken)
    {
        if (directory.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        foreach (var (source, path) in _manifest.Confirmations(proof.Name))
        {
            if ((await FetchAsync(source, source.AbsoluteUri, $"{path}{Fresh}", cancellationToken).ConfigureAwait(false)).IsSuccess)
            {
                return true;
            }
        }

        return false;
    }

    private Task<DownloadResult> FetchAsync(Uri directory, string name, string target, CancellationToken cancellationToken)
    {
        File.Delete(target);
        return downloader.FetchAsync(
            new DownloadRequest
            {
                Source = new Uri(directory, name),
                Target = target,
                Sha256 = null,
            },
            progress: null,
            cancellationToken
        );
    }

    // The new files replace the old ones only when they verify, so that a broken mirror cannot spoil what is on disk.
    private IsoProof Keep(IsoProof proof, Uri directory)
    {
        foreach (var file in _manifest.Files)
        {
            if (File.Exists($"{file}{Fresh}"))
            {
                File.Move($"{file}{Fresh}", file, overwrite: true);
            }
            else
            {
                File.Delete(file);
            }
        }

        return proof with
        {
            Directory = directory,
        };
    }

    private void Forget()
    {
        foreach (var file in _manifest.Files)
        {
            File.Delete($"{file}{Fresh}");
        }
    }

    private Medium ToMedium(IsoProof file) =>
        new()
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
