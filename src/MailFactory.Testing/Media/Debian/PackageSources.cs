using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Media.Debian;

/// <summary>
/// Finds out before a machine boots where it gets its packages from. A mirror without security updates, or one that is dropping the
/// release, would stop the Debian installer at an error that no answer file can answer.
/// </summary>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be with the mirrors; the defaults when null.</param>
internal sealed class PackageSources(HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private static readonly Uri _securityHost = new("http://security.debian.org/debian-security/");

    private readonly ArchiveProbe _probe = new(new Downloader(http, time, options), time);

    /// <summary>
    /// Chooses the mirror of a release and the archive of its security updates. The mirror that was asked for is taken as it is, unless
    /// the release is past its life and its catalogue entry says where its packages went; then the first place that has them all is.
    /// Without a place for security updates the release is installed without them.
    /// </summary>
    /// <param name="distro">The distro; needs a code name.</param>
    /// <param name="mirror">The mirror that was asked for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<Outcome<PackageChoice>> ChooseAsync(Distro distro, Uri mirror, CancellationToken cancellationToken)
    {
        var codename = distro.Codename ?? throw new CatalogException($"{distro.Id}: the Debian installer needs a codename");
        var main = distro.PackageMirrors is null
            ? (Place: mirror, Reasons: [])
            : await FirstAsync(distro.MirrorsFor(mirror), codename, cancellationToken).ConfigureAwait(false);
        if (main.Place is null)
        {
            return new MediaFailure(
                $"no mirror has all packages of {distro.Name}: {string.Join("; ", main.Reasons)}; name one with --mirror"
            );
        }

        var security = await FirstAsync(
                distro.PackageMirrors?.Security ?? [SecurityBeside(mirror), _securityHost],
                $"{codename}-security",
                cancellationToken
            )
            .ConfigureAwait(false);
        return new PackageChoice
        {
            Main = WithoutSlash(main.Place),
            Security = security.Place,
            Notes = [.. Explain(main, "packages"), .. Explain(security, "security updates")],
        };
    }

    // apt-setup asks http and no other port than the host name tells, whatever the mirror's own scheme is.
    private static Uri SecurityBeside(Uri mirror) =>
        new($"http://{(mirror.Scheme == Uri.UriSchemeHttp ? mirror.Authority : mirror.Host)}/debian-security/");

    private static Uri WithoutSlash(Uri place) => new(place.AbsoluteUri.TrimEnd('/'));

    private static IEnumerable<string> Explain((Uri? Place, IReadOnlyList<string> Reasons) choice, string what) =>
        choice switch
        {
            { Reasons: [] } => [],
            { Place: null } => [$"installed without {what}: {string.Join("; ", choice.Reasons)}"],
            _ => [$"{what} come from {choice.Place.Host}, as {string.Join("; ", choice.Reasons)}"],
        };

    private async Task<(Uri? Place, IReadOnlyList<string> Reasons)> FirstAsync(
        IEnumerable<Uri> places,
        string suite,
        CancellationToken cancellationToken
    )
    {
        var reasons = new List<string>();
        foreach (var place in places.Distinct())
        {
            if (await _probe.RefuseAsync(place, suite, cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                return (place, reasons);
            }

            reasons.Add(reason);
        }

        return (null, reasons);
    }
}
