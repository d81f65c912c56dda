using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media.Debian;

/// <summary>The installer as a package of the Debian archive.</summary>
internal sealed class NetbootSource(string distroId, NetbootMedium netboot, Uri mirror, string folder, Downloader downloader)
{
    private readonly DebianArchive _archive = new(netboot, mirror, folder, downloader);

    /// <summary>Fetches the package along the archive's chain of trust.</summary>
    public async Task<Outcome<Medium>> FetchAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var choice = await _archive.ChooseAsync(cancellationToken).ConfigureAwait(false);
        if (!choice.IsSuccess)
        {
            return choice.Failure;
        }

        if (choice.Value.Suite.Main.Find(netboot.Package) is not { } package)
        {
            return NoPackage(choice.Value.Suite);
        }

        var fetched = await _archive.FetchPackageAsync(package, PathOf(package), progress, cancellationToken).ConfigureAwait(false);
        return fetched.IsSuccess ? ToMedium(choice.Value.Suite, package) with { Notes = choice.Value.Notes } : MediaFailure.Of(fetched);
    }

    /// <summary>The package on disk of the first suite that verifies; asks no server.</summary>
    public async Task<Outcome<Medium>> OpenAnyAsync(CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var suite in netboot.Suites)
        {
            var opened = await OpenAsync(suite, cancellationToken).ConfigureAwait(false);
            if (opened.IsSuccess)
            {
                return opened;
            }

            reasons.Add(opened.Failure.Reason);
        }

        return new MediaFailure(string.Join("; ", reasons));
    }

    /// <summary>The package on disk, verified along the chain that was kept beside it; asks no server.</summary>
    public async Task<Outcome<Medium>> OpenAsync(string suiteName, CancellationToken cancellationToken)
    {
        var suite = await _archive.OpenAsync(suiteName, cancellationToken).ConfigureAwait(false);
        if (!suite.IsSuccess)
        {
            return suite.Failure;
        }

        if (suite.Value.Main.Find(netboot.Package) is not { } package)
        {
            return NoPackage(suite.Value);
        }

        var path = PathOf(package);
        if (!File.Exists(path))
        {
            return new MediaFailure($"{path} is not there");
        }

        var digest = await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return digest == package.Sha256
            ? ToMedium(suite.Value, package)
            : new MediaFailure($"{path}: SHA-256 is {digest} where the signed index says {package.Sha256}");
    }

    private MediaFailure NoPackage(ArchiveSuite suite) => new($"{suite.Title} of {mirror.Host} has no package {netboot.Package}");

    private string PathOf(ArchivePackage package) => Path.Combine(folder, Path.GetFileName(package.Filename));

    private Medium ToMedium(ArchiveSuite suite, ArchivePackage package) =>
        new()
        {
            DistroId = distroId,
            Kind = MediumKind.Netboot,
            FilePath = PathOf(package),
            Sha256 = package.Sha256,
            Version = package.Version,
            Trust = TrustLevel.Signed,
            Proof = $"InRelease of {suite.Title} {suite.Signer}, then digests of index and package",
            Suite = suite.Name,
            Mirror = mirror,
        };
}
