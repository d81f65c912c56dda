using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media;

/// <summary>Asks for the headers of every URL that the catalogue leads to; fetches nothing but manifests, which name the ISOs.</summary>
/// <param name="http">The client, best made by <see cref="MediaHttp.CreateClient"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be; the defaults when null.</param>
public sealed class LinkCheck(HttpClient http, TimeProvider time, DownloadOptions? options = null)
{
    private const int AtOnce = 16;

    private readonly Downloader _downloader = new(http, time, options);

    /// <summary>The results in the catalogue's order.</summary>
    /// <param name="distros">The distros whose URLs are asked.</param>
    /// <param name="mirror">The Debian mirror for netboot media.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<IReadOnlyList<LinkResult>> CheckAsync(IEnumerable<Distro> distros, Uri mirror, CancellationToken cancellationToken)
    {
        var links = distros.SelectMany(distro => LinksOf(distro, mirror)).ToList();
        var results = new ConcurrentDictionary<int, IReadOnlyList<LinkResult>>();
        await Parallel.ForEachAsync(
            links.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (link, token) => results[link.Index] = await CheckAsync(link.Item, token).ConfigureAwait(false)).ConfigureAwait(false);
        return WithAlternatives([.. results.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)]);
    }

    // The directories of an ISO are alternatives, such as a vendor's archive that takes over at the end of a release's life; where one
    // is whole, the others may be dead. Repositories are needed each.
    private static List<LinkResult> WithAlternatives(List<LinkResult> results)
    {
        var whole = results.Where(result => result.What == "iso" && result.IsAlive).Select(result => (result.DistroId, Folder(result))).ToHashSet();
        return [.. results.Select(result => result with
        {
            HasAlternative = result.What is "manifest" or "signature" or "iso" && whole.Any(place => place.DistroId == result.DistroId && place.Item2 != Folder(result) && IsSignedAt(place)),
        })];

        bool IsSignedAt((string DistroId, Uri Folder) place) =>
            !results.Any(result => result.DistroId == place.DistroId && result.What == "signature" && Folder(result) == place.Folder && !result.IsAlive);

        static Uri Folder(LinkResult result) => new(result.Url, ".");
    }

    private static IEnumerable<Link> LinksOf(Distro distro, Uri mirror)
    {
        foreach (var directory in distro.Iso?.Download?.Directories ?? [])
        {
            yield return new Link(distro, "manifest", new Uri(directory, distro.Iso!.Download!.Manifest));
            if (distro.Iso.Download is { Signature: { } signature, IsSignatureOptional: false })
            {
                yield return new Link(distro, "signature", new Uri(directory, signature));
            }
        }

        foreach (var repository in distro.Repositories.Select(repository => repository.BaseUrl).Prepend(distro.InstallSource).OfType<Uri>())
        {
            yield return new Link(distro, "repository", new Uri(repository, "repodata/repomd.xml"));
        }

        if (distro.Netboot is { } netboot)
        {
            yield return new Link(distro, "archive", new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/dists/{netboot.Suites[0]}/InRelease"));
        }
    }

    private async Task<IReadOnlyList<LinkResult>> CheckAsync(Link link, CancellationToken cancellationToken)
    {
        var asked = Result(link, await _downloader.AskAsync(link.Url, cancellationToken).ConfigureAwait(false));
        if (link.What != "manifest" || !asked.IsAlive)
        {
            return [asked];
        }

        var name = await IsoNameAsync(link, cancellationToken).ConfigureAwait(false);
        if (name is null)
        {
            return [asked with { Fault = DownloadFault.NotFound, Summary = $"{link.Url}: names no file that matches {link.Distro.Iso!.FileNamePattern}" }];
        }

        var iso = link with { What = "iso", Url = new Uri(link.Url, name) };
        return [asked, Result(iso, await _downloader.AskAsync(iso.Url, cancellationToken).ConfigureAwait(false))];
    }

    // Only for the name: nothing is downloaded on the word of this manifest.
    private async Task<string?> IsoNameAsync(Link link, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create("links");
        try
        {
            var target = folder.PathOf("manifest");
            var fetched = await _downloader.FetchAsync(new DownloadRequest { Source = link.Url, Target = target, Sha256 = null }, progress: null, cancellationToken).ConfigureAwait(false);
            var pattern = link.Distro.Iso!.FileNamePattern;
            return fetched.IsSuccess
                ? ChecksumManifest.Parse(await File.ReadAllTextAsync(target, cancellationToken).ConfigureAwait(false)).Choose(pattern, Regex.Unescape(pattern))?.Name
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static LinkResult Result(Link link, DownloadResult asked) => new()
    {
        DistroId = link.Distro.Id,
        What = link.What,
        Url = link.Url,
        Fault = asked.Fault,
        Summary = asked.Summary,
    };

    private sealed record Link(Distro Distro, string What, Uri Url);
}
