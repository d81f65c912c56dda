using System.Collections.Concurrent;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Iso;
using MailFactory.Testing.Media.RedHat;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media.Store;

/// <summary>The media on disk: fetched once, verified on every use, and kept from being pruned as long as the store lives.</summary>
/// <param name="root">The folder for media, such as <c>isos</c>; each distro has a folder in it.</param>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient downloads are; the defaults when null.</param>
/// <param name="redHat">Red Hat's hosts; the public ones when null.</param>
internal sealed class MediaStore(
    string root,
    HttpClient http,
    TimeProvider time,
    DownloadOptions? options = null,
    RedHatHosts? redHat = null
) : IDisposable
{
    private readonly Downloader _downloader = new(http, time, options);
    private readonly VersionFolders _folders = new(http, time, options ?? new DownloadOptions());
    private readonly ConcurrentDictionary<string, FolderLock?> _uses = [];

    /// <summary>
    /// Has a distro's medium on disk and verified: the user's own ISO, else the distro's ISO, else its netboot package when the ISO cannot
    /// be had or proven, or no manifest names it. What contradicts its signature or digest is never passed over. One process at a time
    /// does this for a distro;
    /// the next waits and then finds the medium there.
    /// </summary>
    public async Task<Outcome<Medium>> DownloadAsync(
        Distro distro,
        MediaOptions media,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (media.IsoPath is { } own)
        {
            return await OwnIso.OpenAsync(distro.Id, own, media.IsoSha256, media.LeastTrust, cancellationToken).ConfigureAwait(false);
        }

        using var folder = await LockAsync(distro, progress, cancellationToken).ConfigureAwait(false);
        var medium = media.IsOffline
            ? await OpenAsync(distro, media, cancellationToken).ConfigureAwait(false)
            : await FetchAsync(distro, media, progress, cancellationToken).ConfigureAwait(false);
        return await RememberAsync(distro, medium, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Verifies a medium again along its whole chain, from what is on disk; asks no server.</summary>
    public async Task<Outcome<Medium>> VerifyAsync(Distro distro, Medium medium, CancellationToken cancellationToken)
    {
        using var folder = await LockAsync(distro, progress: null, cancellationToken).ConfigureAwait(false);
        var isOurs = Path.GetDirectoryName(Path.GetFullPath(medium.FilePath)) == Path.GetFullPath(FolderOf(distro));
        var verified = medium switch
        {
            { Kind: MediumKind.Iso } when isOurs && distro.Iso is { Download: not null } iso => await Source(distro, iso, medium.Trust)
                .OpenAsync(Path.GetFileName(medium.FilePath), cancellationToken)
                .ConfigureAwait(false),
            { Kind: MediumKind.Iso } => AsProven(
                await OwnIso
                    .OpenAsync(distro.Id, medium.FilePath, medium.Sha256, TrustLevel.Pinned, cancellationToken)
                    .ConfigureAwait(false),
                medium
            ),
            { Kind: MediumKind.Netboot, Suite: { } suite, Mirror: { } mirror } when distro.Netboot is { } netboot =>
                await new NetbootSource(distro.Id, netboot, mirror, FolderOf(distro), _downloader)
                    .OpenAsync(suite, cancellationToken)
                    .ConfigureAwait(false),
            _ => new MediaFailure($"the catalogue names no {medium.Kind} medium for {distro.Id}"),
        };
        if (!verified.IsSuccess)
        {
            return verified;
        }

        return !isOurs
            ? verified.Value with
            {
                Notes = medium.Notes,
            }
            : await RememberAsync(distro, verified.Value with { Notes = medium.Notes }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the installer's kernel and initrd out of a medium, into a folder; the file is hashed once more and held meanwhile, so that
    /// they are those of the medium that was verified.
    /// </summary>
    public static async Task<Outcome<InstallerFiles>> ExtractAsync(
        Distro distro,
        Medium medium,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldMedium.OpenAsync(medium, cancellationToken).ConfigureAwait(false);
        if (!held.IsSuccess)
        {
            return held.Failure;
        }

        await using var _ = held.Value.ConfigureAwait(false);
        return medium.Kind switch
        {
            MediumKind.Iso when distro.Iso is { } iso => await InstallerExtraction
                .FromIsoAsync(medium.FilePath, held.Value.Path, iso.KernelPath, iso.InitrdPath, folder, cancellationToken)
                .ConfigureAwait(false),
            MediumKind.Netboot when distro.Netboot is { } netboot => await InstallerExtraction
                .FromPackageAsync(medium.FilePath, held.Value.Path, netboot.KernelPath, netboot.InitrdPath, folder, cancellationToken)
                .ConfigureAwait(false),
            _ => throw new ArgumentException($"the catalogue names no {medium.Kind} medium for {distro.Id}", nameof(medium)),
        };
    }

    /// <summary>Hashes a medium once more, for a machine that is about to get it as a disc; null when it is what was verified.</summary>
    public static async Task<MediaFailure?> ProveAsync(Medium medium, CancellationToken cancellationToken)
    {
        var held = await HeldMedium.OpenAsync(medium, cancellationToken).ConfigureAwait(false);
        if (!held.IsSuccess)
        {
            return held.Failure;
        }

        await held.Value.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>The folder in which a distro's media and the packages for its stand-ins are kept.</summary>
    public string FolderOf(Distro distro) => Path.Combine(root, distro.Id);

    /// <summary>Lets the media be pruned again.</summary>
    public void Dispose()
    {
        foreach (var use in _uses.Values)
        {
            use?.Dispose();
        }

        _uses.Clear();
    }

    // A digest that was found again proves no more than it did before.
    private static Outcome<Medium> AsProven(Outcome<Medium> found, Medium before) =>
        found.IsSuccess ? found.Value with { Trust = before.Trust, Proof = before.Proof } : found;

    // A contradiction may be an attack, and a full disk stays full, so nothing is tried behind them.
    private static bool CanFallOver(MediaFailure failure) => failure is { IsSuspect: false, Fault: not DownloadFault.DiskFull };

    private IsoSource Source(Distro distro, IsoMedium iso, TrustLevel leastTrust) =>
        new(distro.Id, iso, FolderOf(distro), _downloader, _folders, leastTrust);

    private Task<FolderLock> LockAsync(Distro distro, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken) =>
        FolderLock.AcquireAsync(
            FolderOf(distro),
            holder => progress?.Report(new DownloadProgress(0, null) { WaitingFor = holder }),
            time,
            cancellationToken
        );

    private async Task<Outcome<Medium>> RememberAsync(Distro distro, Outcome<Medium> medium, CancellationToken cancellationToken)
    {
        if (medium.IsSuccess)
        {
            _uses.GetOrAdd(distro.Id, _ => FolderLock.TryUse(FolderOf(distro)));
            await MediumRecord.WriteAsync(FolderOf(distro), medium.Value, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return medium;
    }

    private async Task<Outcome<Medium>> FetchAsync(
        Distro distro,
        MediaOptions media,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        MediaFailure? failure = null;
        if (distro.Iso is { Download: not null } iso)
        {
            var fetched = await Source(distro, iso, media.LeastTrust).FetchAsync(progress, cancellationToken).ConfigureAwait(false);
            if (fetched.IsSuccess || distro.Netboot is null || !CanFallOver(fetched.Failure))
            {
                return fetched;
            }

            failure = fetched.Failure;
        }
        else if (distro.Iso is { RedHatContentSet: not null } account)
        {
            return await FromAccountAsync(distro, account, media, progress, cancellationToken).ConfigureAwait(false);
        }

        return distro.Netboot is { } netboot
            ? await NetbootAsync(distro, netboot, distro.MirrorsFor(media.Mirror), failure, progress, cancellationToken)
                .ConfigureAwait(false)
            : new MediaFailure($"the catalogue names no medium for {distro.Id}");
    }

    private async Task<Outcome<Medium>> FromAccountAsync(
        Distro distro,
        IsoMedium iso,
        MediaOptions media,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (media.RedHatToken is not { } token)
        {
            return new MediaFailure(
                $"{distro.Name} needs an account: give its ISO with --iso-path and --iso-sha256, or have it fetched with "
                    + "--rhsm-offline-token (from https://access.redhat.com/management/api)",
                FailureClass.Configuration
            );
        }

        using var api = new RedHatApi(redHat ?? new RedHatHosts(), token);
        return await new RedHatSource(distro.Id, iso, FolderOf(distro), _downloader, api)
            .FetchAsync(media.IsoSha256, progress, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<Outcome<Medium>> OpenAsync(Distro distro, MediaOptions media, CancellationToken cancellationToken)
    {
        MediaFailure? failure = null;
        if (distro.Iso is { Download: not null } iso)
        {
            var opened = await Source(distro, iso, media.LeastTrust).OpenAsync(name: null, cancellationToken).ConfigureAwait(false);
            if (opened.IsSuccess || distro.Netboot is null)
            {
                return opened;
            }

            failure = opened.Failure;
        }
        else if (distro.Iso is not null && MediumRecord.Read(FolderOf(distro)) is { } record)
        {
            return await RecordedIso.OpenAsync(distro, FolderOf(distro), record, media, cancellationToken).ConfigureAwait(false);
        }

        if (distro.Netboot is not { } netboot)
        {
            return failure ?? new MediaFailure($"no medium of {distro.Id} is on disk");
        }

        var package = await new NetbootSource(distro.Id, netboot, distro.MirrorsFor(media.Mirror)[0], FolderOf(distro), _downloader)
            .OpenAnyAsync(cancellationToken)
            .ConfigureAwait(false);
        return package.IsSuccess || failure is null ? package : new MediaFailure($"{failure.Reason}; {package.Failure.Reason}");
    }

    private async Task<Outcome<Medium>> NetbootAsync(
        Distro distro,
        NetbootMedium netboot,
        IReadOnlyList<Uri> mirrors,
        MediaFailure? isoFailure,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var passedOver = isoFailure is null ? [] : new List<MediaFailure> { isoFailure };
        foreach (var mirror in mirrors)
        {
            var source = new NetbootSource(distro.Id, netboot, mirror, FolderOf(distro), _downloader);
            var fetched = await source.FetchAsync(progress, cancellationToken).ConfigureAwait(false);
            if (fetched.IsSuccess)
            {
                var fallOver = isoFailure is null
                    ? []
                    : new[] { $"{isoFailure.Reason}; falling back to the Debian archive's netboot package" };
                var others = passedOver.Skip(fallOver.Length).Select(failure => $"{failure.Reason}; using {mirror.Host}");
                return fetched.Value with { Notes = [.. fallOver, .. others, .. fetched.Value.Notes] };
            }

            passedOver.Add(fetched.Failure);
            if (!CanFallOver(fetched.Failure))
            {
                break;
            }
        }

        return new MediaFailure(string.Join("; ", passedOver.Select(failure => failure.Reason).Distinct()))
        {
            Fault = passedOver[^1].Fault,
            IsSuspect = passedOver[^1].IsSuspect,
        };
    }
}
