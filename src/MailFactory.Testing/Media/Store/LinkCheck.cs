using System.Collections.Concurrent;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media.Iso;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Media.Store;

/// <summary>
/// Asks for the headers of every URL that the catalogue leads to, and proves each ISO's digest as a download would; fetches nothing but
/// manifests and signatures.
/// </summary>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be; the defaults when null.</param>
internal sealed class LinkCheck(HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private const int AtOnce = 16;

    private readonly Downloader _downloader = new(http, time, options);
    private readonly VersionFolders _folders = new(http, time, options ?? new DownloadOptions());

    /// <summary>The results in the catalogue's order.</summary>
    /// <param name="distros">The distros whose URLs are asked.</param>
    /// <param name="media">The Debian mirror for netboot media, and the least trust.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<IReadOnlyList<LinkResult>> CheckAsync(
        IEnumerable<Distro> distros,
        MediaOptions media,
        CancellationToken cancellationToken
    )
    {
        var links = distros.SelectMany(distro => LinksOf(distro, media.Mirror)).ToList();
        var results = new ConcurrentDictionary<int, IReadOnlyList<LinkResult>>();
        await Parallel
            .ForEachAsync(
                links.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (link, token) => results[link.Index] = await CheckAsync(link.Item, media.LeastTrust, token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return WithAlternatives([.. results.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)]);
    }

    // The directories of an ISO are alternatives, such as a vendor's archive that takes over at the end of a release's life; where one
    // is whole, the others may be dead. So are the mirrors of a Debian release, and both of each other. Repositories are needed each.
    private static List<LinkResult> WithAlternatives(List<LinkResult> results)
    {
        var whole = results
            .Where(result => result.What == "iso" && result.IsAlive)
            .Select(result => (result.DistroId, Folder(result)))
            .ToHashSet();
        return [.. results.Select(result => result with { HasAlternative = HasAlternative(result) })];

        bool HasAlternative(LinkResult result) =>
            result.What switch
            {
                "manifest" or "signature" or "iso" or "folder" => whole.Any(place =>
                    place.DistroId == result.DistroId && place.Item2 != Folder(result) && IsSignedAt(place)
                ),
                "trust" or "archive" => IsAnother(result, "archive"),
                "confirmation" => IsAnother(result, "confirmation") || IsProven(result.DistroId),
                _ => false,
            };

        bool IsProven(string distro) => results.Any(result => result is { What: "trust", Refusal: null } && result.DistroId == distro);

        bool IsAnother(LinkResult result, string what) =>
            results.Any(other => other.What == what && other.DistroId == result.DistroId && other.IsAlive && other.Url != result.Url);

        bool IsSignedAt((string DistroId, Uri Folder) place) =>
            !results.Any(result =>
                result.DistroId == place.DistroId && result.What == "signature" && Folder(result) == place.Folder && !result.IsAlive
            );

        static Uri Folder(LinkResult result) => new(result.Url, ".");
    }

    private static IEnumerable<Link> LinksOf(Distro distro, Uri mirror)
    {
        foreach (var directory in distro.Iso?.Download?.Directories ?? [])
        {
            yield return new Link(distro, "directory", directory);
        }

        if (distro.Iso?.Download is { } download)
        {
            yield return new Link(distro, "trust", download.Directories[0]);
        }

        foreach (var repository in distro.Repositories.Select(repository => repository.BaseUrl).Prepend(distro.InstallSource).OfType<Uri>())
        {
            yield return new Link(distro, "repository", new Uri(repository, "repodata/repomd.xml"));
        }

        foreach (var place in distro.Netboot is null ? [] : distro.MirrorsFor(mirror))
        {
            yield return new Link(distro, "archive", new Uri(place, $"dists/{distro.Netboot!.Suites[0]}/InRelease"));
        }
    }

    private async Task<IReadOnlyList<LinkResult>> CheckAsync(Link link, TrustLevel least, CancellationToken cancellationToken)
    {
        switch (link.What)
        {
            case "trust":
                return [await TrustAsync(link, least, cancellationToken).ConfigureAwait(false)];
            case "directory":
                var results = new List<LinkResult>();
                var found = await _folders.FindAsync(link.Url, cancellationToken).ConfigureAwait(false);
                results.AddRange(found.IsSuccess ? [] : [Dead(link with { What = "folder" }, found.Failure)]);
                foreach (var directory in found.Value ?? [])
                {
                    results.AddRange(await DirectoryAsync(link.Distro, directory, cancellationToken).ConfigureAwait(false));
                }

                return results;
            default:
                return [await AskAsync(link, cancellationToken).ConfigureAwait(false)];
        }
    }

    private async Task<IReadOnlyList<LinkResult>> DirectoryAsync(Distro distro, Uri directory, CancellationToken cancellationToken)
    {
        var download = distro.Iso!.Download!;
        var link = new Link(distro, "manifest", new Uri(directory, download.Manifest));
        var manifest = await AskAsync(link, cancellationToken).ConfigureAwait(false);
        var name = manifest.IsAlive ? await IsoNameAsync(link, cancellationToken).ConfigureAwait(false) : null;
        var results = new List<LinkResult>
        {
            name is null && manifest.IsAlive
                ? manifest with
                {
                    Fault = DownloadFault.NotFound,
                    Summary = $"{link.Url}: names no file that matches {distro.Iso.FileNamePattern}",
                }
                : manifest,
        };
        Link[] others =
        [
            .. download.Signature is { } signature ? [new Link(distro, "signature", new Uri(directory, signature))] : Array.Empty<Link>(),
            .. name is null ? [] : Confirmations(distro, name),
            .. name is null ? [] : new[] { new Link(distro, "iso", new Uri(directory, name)) },
        ];
        foreach (var other in others)
        {
            results.Add(await AskAsync(other, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    private static IEnumerable<Link> Confirmations(Distro distro, string name) =>
        new IsoManifest(distro.Iso!, distro.Iso!.Download!, Path.GetTempPath())
            .Confirmations(name)
            .Select(confirmation => new Link(distro, "confirmation", confirmation.Source));

    private async Task<LinkResult> TrustAsync(Link link, TrustLevel least, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create("links");
        var source = new IsoSource(link.Distro.Id, link.Distro.Iso!, folder.Path, _downloader, _folders, least);
        var proof = await source.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return new LinkResult
        {
            DistroId = link.Distro.Id,
            What = link.What,
            Url = proof.Value?.Directory is { } directory ? new Uri(directory, proof.Value.Name) : link.Url,
            Fault = proof.Failure?.Fault,
            Refusal = proof.Failure?.Reason,
            Summary = proof.IsSuccess
                ? $"{proof.Value.Name} would be {TrustGate.Name(proof.Value.Trust)}: {proof.Value.Proof}"
                : proof.Failure.Reason,
        };
    }

    // Only for the name: nothing is downloaded on the word of this manifest.
    private async Task<string?> IsoNameAsync(Link link, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create("links");
        try
        {
            var target = folder.PathOf("manifest");
            var fetched = await _downloader
                .FetchAsync(
                    new DownloadRequest
                    {
                        Source = link.Url,
                        Target = target,
                        Sha256 = null,
                    },
                    progress: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!fetched.IsSuccess)
            {
                return null;
            }

            var manifest = ChecksumManifest.Parse(await File.ReadAllTextAsync(target, cancellationToken).ConfigureAwait(false));
            return manifest.Choose(link.Distro.Iso!.FileNamePattern, link.Distro.Iso.Download!.Manifest)?.Name;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<LinkResult> AskAsync(Link link, CancellationToken cancellationToken)
    {
        var asked = await _downloader.AskAsync(link.Url, cancellationToken).ConfigureAwait(false);
        return new LinkResult
        {
            DistroId = link.Distro.Id,
            What = link.What,
            Url = link.Url,
            Fault = asked.Fault,
            Summary = asked.Summary,
        };
    }

    private static LinkResult Dead(Link link, MediaFailure failure) =>
        new()
        {
            DistroId = link.Distro.Id,
            What = link.What,
            Url = link.Url,
            Fault = failure.Fault ?? DownloadFault.Refused,
            Summary = failure.Reason,
        };

    private sealed record Link(Distro Distro, string What, Uri Url);
}
