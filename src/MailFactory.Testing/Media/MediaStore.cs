using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Media;

/// <summary>The media on disk: fetched once, verified on every use.</summary>
/// <param name="root">The folder for media, such as <c>isos</c>; each distro has a folder in it.</param>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient downloads are; the defaults when null.</param>
public sealed class MediaStore(string root, HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private readonly Downloader _downloader = new(http, time, options);

    /// <summary>
    /// Has a distro's medium on disk and verified: the user's own ISO, else the distro's ISO, else its netboot package when the
    /// ISO cannot be had. A medium that fails its verification is never passed over.
    /// </summary>
    public async Task<Outcome<Medium>> DownloadAsync(
        Distro distro, MediaOptions media, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (media.IsoPath is { } own)
        {
            return await OwnIso.OpenAsync(distro.Id, own, media.IsoSha256, cancellationToken).ConfigureAwait(false);
        }

        MediaFailure? failure = null;
        if (distro.Iso is { Download: not null } iso)
        {
            var fetched = await new IsoSource(distro.Id, iso, FolderOf(distro), _downloader).FetchAsync(progress, cancellationToken).ConfigureAwait(false);
            if (fetched.IsSuccess || fetched.Failure.Fault is not { } fault || !CanFallOver(fault) || distro.Netboot is null)
            {
                return fetched;
            }

            failure = fetched.Failure;
        }

        return distro.Netboot is { } netboot
            ? await NetbootAsync(distro, netboot, media.Mirror, failure, progress, cancellationToken).ConfigureAwait(false)
            : new MediaFailure($"the catalogue names no medium for {distro.Id}");
    }

    /// <summary>Verifies a medium again along its whole chain, from what is on disk; asks no server.</summary>
    public async Task<Outcome<Medium>> VerifyAsync(Distro distro, Medium medium, CancellationToken cancellationToken)
    {
        var verified = medium switch
        {
            { Trust: TrustLevel.Pinned } => await OwnIso.OpenAsync(distro.Id, medium.FilePath, medium.Sha256, cancellationToken).ConfigureAwait(false),
            { Kind: MediumKind.Iso } when distro.Iso is { Download: not null } iso =>
                await new IsoSource(distro.Id, iso, FolderOf(distro), _downloader).OpenAsync(cancellationToken).ConfigureAwait(false),
            { Kind: MediumKind.Netboot, Suite: { } suite, Mirror: { } mirror } when distro.Netboot is { } netboot =>
                await new NetbootSource(distro.Id, netboot, mirror, FolderOf(distro), _downloader).OpenAsync(suite, cancellationToken).ConfigureAwait(false),
            _ => new MediaFailure($"the catalogue names no {medium.Kind} medium for {distro.Id}"),
        };
        return verified.IsSuccess ? verified.Value with { Notes = medium.Notes } : verified;
    }

    /// <summary>Takes the installer's kernel and initrd out of a medium, into a folder.</summary>
    public static Task<Outcome<InstallerFiles>> ExtractAsync(Distro distro, Medium medium, string folder, CancellationToken cancellationToken) => medium.Kind switch
    {
        MediumKind.Iso when distro.Iso is { } iso =>
            InstallerExtraction.FromIsoAsync(medium.FilePath, iso.KernelPath, iso.InitrdPath, folder, cancellationToken),
        MediumKind.Netboot when distro.Netboot is { } netboot =>
            InstallerExtraction.FromPackageAsync(medium.FilePath, netboot.KernelPath, netboot.InitrdPath, folder, cancellationToken),
        _ => throw new ArgumentException($"the catalogue names no {medium.Kind} medium for {distro.Id}", nameof(medium)),
    };

    /// <summary>The folder in which a distro's media and the packages for its stand-ins are kept.</summary>
    public string FolderOf(Distro distro) => Path.Combine(root, distro.Id);

    // A wrong size or digest may be an attack, so nothing is tried behind it.
    private static bool CanFallOver(DownloadFault fault) => fault is not (DownloadFault.WrongSize or DownloadFault.WrongDigest);

    private static Uri WithSlash(Uri mirror) => mirror.AbsoluteUri.EndsWith('/') ? mirror : new Uri($"{mirror.AbsoluteUri}/");

    private async Task<Outcome<Medium>> NetbootAsync(
        Distro distro, NetbootMedium netboot, Uri mirror, MediaFailure? isoFailure, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var source = new NetbootSource(distro.Id, netboot, WithSlash(mirror), FolderOf(distro), _downloader);
        var fetched = await source.FetchAsync(progress, cancellationToken).ConfigureAwait(false);
        return (fetched, isoFailure) switch
        {
            (_, null) => fetched,
            ({ IsSuccess: true }, _) => fetched.Value with
            {
                Notes = [$"{isoFailure.Reason}; falling over to the Debian archive's netboot package", .. fetched.Value.Notes],
            },
            _ => new MediaFailure($"{isoFailure.Reason}; {fetched.Failure!.Reason}") { Fault = fetched.Failure.Fault },
        };
    }
}
