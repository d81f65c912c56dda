using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Media.Debian;

/// <summary>
/// A Debian mirror, read along its own chain of trust: InRelease (signature) to Packages (digest) to package (digest).
/// What was verified is kept on disk in the mirror's own layout, so that it can be verified again without the network.
/// </summary>
internal sealed class DebianArchive(NetbootMedium medium, Uri mirror, string folder, Downloader downloader)
{
    // No by-hash: the installer itself asks for the plain names, so a mirror that serves an index by digest only does not help it.
    private static readonly string[] _compressions = [".xz", ".gz"];

    /// <summary>The first of the medium's suites that the mirror serves whole.</summary>
    public async Task<Outcome<ArchiveChoice>> ChooseAsync(CancellationToken cancellationToken)
    {
        var passedOver = new List<string>();
        foreach (var name in medium.Suites)
        {
            var fetched = await FetchAsync(name, cancellationToken).ConfigureAwait(false);
            if (fetched.IsSuccess)
            {
                return new ArchiveChoice(fetched.Value, [.. passedOver.Select(why => $"{why}; using {fetched.Value.Title}")]);
            }

            passedOver.Add(fetched.Failure.Reason);
            if (fetched.Failure.Fault == DownloadFault.Unreachable)
            {
                break;
            }
        }

        return new MediaFailure(string.Join("; ", passedOver));
    }

    /// <summary>A suite as it is on disk, verified again; asks no server.</summary>
    public async Task<Outcome<ArchiveSuite>> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var (release, signer, failure) = await VerifyReleaseAsync(name, ReleasePath(name), cancellationToken).ConfigureAwait(false);
        if (release is null)
        {
            return failure!;
        }

        var main = await StoredIndexAsync(name, release, ArchiveSuite.MainIndex, cancellationToken).ConfigureAwait(false);
        var installer = await StoredIndexAsync(name, release, ArchiveSuite.InstallerIndex, cancellationToken).ConfigureAwait(false);
        return main is null || installer is null
            ? new MediaFailure($"{ReleasePath(name)} names an index that is not beside it")
            : Read(name, release, signer, main, installer);
    }

    /// <summary>
    /// A package of exactly that version, or of any when it is null: out of the suite itself or, as a point release may have replaced it
    /// there, out of
    /// another suite of the medium whose Release file and package index verify. Null when no index names it.
    /// </summary>
    public async Task<ArchivePackage?> FindAsync(ArchiveSuite suite, string package, string? version, CancellationToken cancellationToken)
    {
        if (Find(suite.Main, package, version) is { } found)
        {
            return found;
        }

        foreach (var name in medium.Suites.Where(name => name != suite.Name))
        {
            var (release, _, _) = await FetchReleaseAsync(name, cancellationToken).ConfigureAwait(false);
            var main = release is null
                ? null
                : await FetchIndexAsync(name, release, ArchiveSuite.MainIndex, cancellationToken).ConfigureAwait(false);
            if (main is not null && Find(PackageIndex.Read(main, candidate => candidate == package), package, version) is { } elsewhere)
            {
                return elsewhere;
            }
        }

        return null;
    }

    /// <summary>Fetches a package that a suite's index names; the digest decides whether it is taken.</summary>
    public Task<DownloadResult> FetchPackageAsync(
        ArchivePackage package,
        string target,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        downloader.FetchAsync(
            new DownloadRequest
            {
                Source = Locate(package),
                Target = target,
                Sha256 = package.Sha256,
                Size = package.Size,
            },
            progress,
            cancellationToken
        );

    /// <summary>Whether the mirror really has a package's file.</summary>
    public Task<DownloadResult> AskAsync(ArchivePackage package, CancellationToken cancellationToken) =>
        downloader.AskAsync(Locate(package), cancellationToken);

    private static ArchivePackage? Find(PackageIndex index, string package, string? version) =>
        version is null ? index.Find(package) : index.Find(package, version);

    private Uri Locate(ArchivePackage package) => new(mirror, package.Filename);

    private async Task<Outcome<ArchiveSuite>> FetchAsync(string name, CancellationToken cancellationToken)
    {
        var (release, signer, failure) = await FetchReleaseAsync(name, cancellationToken).ConfigureAwait(false);
        if (release is null)
        {
            return failure!;
        }

        var main = await FetchIndexAsync(name, release, ArchiveSuite.MainIndex, cancellationToken).ConfigureAwait(false);
        var installer = await FetchIndexAsync(name, release, ArchiveSuite.InstallerIndex, cancellationToken).ConfigureAwait(false);
        return (main, installer) switch
        {
            (null, _) => new MediaFailure($"{name} {release.Version} names a package index that the mirror does not serve"),
            (_, null) => new MediaFailure($"{name} {release.Version} names an installer index that the mirror does not serve"),
            _ => Read(name, release, signer, main, installer),
        };
    }

    private async Task<(SignedRelease? Release, string Signer, MediaFailure? Failure)> FetchReleaseAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        var fresh = $"{ReleasePath(name)}.new";
        var request = new DownloadRequest
        {
            Source = new Uri(mirror, $"dists/{name}/InRelease"),
            Target = fresh,
            Sha256 = null,
        };
        var fetched = await downloader.FetchAsync(request, progress: null, cancellationToken).ConfigureAwait(false);
        if (!fetched.IsSuccess)
        {
            return (null, string.Empty, MediaFailure.Of(fetched));
        }

        var verified = await VerifyReleaseAsync(name, fresh, cancellationToken).ConfigureAwait(false);
        if (verified.Release is { } release && await AgeRefusalAsync(name, release, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            verified = (null, string.Empty, new MediaFailure(refusal));
        }

        if (verified.Release is null)
        {
            File.Delete(fresh);
        }
        else
        {
            File.Move(fresh, ReleasePath(name), overwrite: true);
        }

        return verified;
    }

    private async Task<string?> AgeRefusalAsync(string name, SignedRelease release, CancellationToken cancellationToken)
    {
        var (seen, _, _) = await VerifyReleaseAsync(name, ReleasePath(name), cancellationToken).ConfigureAwait(false);
        return ReleaseAge.Refusal(name, release, seen is null ? null : (seen, ReleasePath(name)), downloader.Time.GetUtcNow());
    }

    private async Task<(SignedRelease? Release, string Signer, MediaFailure? Failure)> VerifyReleaseAsync(
        string name,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(path))
        {
            return (null, string.Empty, new MediaFailure($"{path} is not there"));
        }

        var signature = await SignatureVerifier
            .VerifyInlineAsync(path, medium.Keyrings, medium.Fingerprints, cancellationToken)
            .ConfigureAwait(false);
        if (signature.SignedText is not { } text)
        {
            return (null, string.Empty, new MediaFailure($"the Release file of {name} is not to be trusted: {signature.Summary}"));
        }

        return SignedRelease.Parse(text) switch
        {
            null => (null, string.Empty, new MediaFailure($"the Release file of {name} holds no code name, no date or no SHA-256 digests")),
            { } release when release.Codename != medium.Codename => (
                null,
                string.Empty,
                new MediaFailure($"{name} is {release.Codename} {release.Version}, not {medium.Codename}")
            ),
            { } release => (release, signature.Summary, null),
        };
    }

    private async Task<string?> FetchIndexAsync(string name, SignedRelease release, string index, CancellationToken cancellationToken)
    {
        foreach (var (path, source, expected) in IndexFiles(name, release, index))
        {
            var request = new DownloadRequest
            {
                Source = source,
                Target = path,
                Sha256 = expected.Sha256,
                Size = expected.Size,
            };
            if ((await downloader.FetchAsync(request, progress: null, cancellationToken).ConfigureAwait(false)).IsSuccess)
            {
                return path;
            }
        }

        return null;
    }

    private async Task<string?> StoredIndexAsync(string name, SignedRelease release, string index, CancellationToken cancellationToken)
    {
        foreach (var (path, _, expected) in IndexFiles(name, release, index))
        {
            if (File.Exists(path) && await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false) == expected.Sha256)
            {
                return path;
            }
        }

        return null;
    }

    private IEnumerable<(string Path, Uri Source, (string Sha256, long Size) Expected)> IndexFiles(
        string name,
        SignedRelease release,
        string index
    ) =>
        from compression in _compressions
        let file = index + compression
        where release.Files.ContainsKey(file)
        select (Path.Combine(folder, "dists", name, file), new Uri(mirror, $"dists/{name}/{file}"), release.Files[file]);

    private ArchiveSuite Read(string name, SignedRelease release, string signer, string main, string installer) =>
        new()
        {
            Name = name,
            Release = release,
            Signer = signer,
            Main = PackageIndex.Read(main, package => package == medium.Package || SupplementRules.IsSource(package)),
            Installer = PackageIndex.Read(installer, _ => true),
        };

    private string ReleasePath(string name) => Path.Combine(folder, "dists", name, "InRelease");
}
