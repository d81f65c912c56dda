using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media.RedHat;

/// <summary>An ISO behind Red Hat's image API, where its digest is the key to it.</summary>
internal sealed class RedHatSource(string distroId, IsoMedium iso, string folder, Downloader downloader, RedHatApi api)
{
    // A link is good for minutes, a download takes longer; the next link continues with what it leaves.
    private const int MostLinks = 20;

    /// <summary>Fetches the ISO.</summary>
    /// <param name="sha256">The digest that the user wants; the newest in the catalogue's content set when null.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<Outcome<Medium>> FetchAsync(
        string? sha256,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var images = await api.ListAsync(iso.RedHatContentSet!, cancellationToken).ConfigureAwait(false);
        if (!images.IsSuccess)
        {
            return images.Failure;
        }

        if (Choose(images.Value, sha256) is not { } image)
        {
            return new MediaFailure(
                $"Red Hat's content set {iso.RedHatContentSet} names no file that matches {sha256 ?? iso.FileNamePattern}; it "
                    + $"names {images.Value.Count} others"
            );
        }

        var target = Path.Combine(folder, image.FileName);
        if (File.Exists(target) && await Digest.OfFileAsync(target, cancellationToken).ConfigureAwait(false) == image.Checksum)
        {
            return ToMedium(image, target, sha256);
        }

        for (var links = 1; ; links++)
        {
            var link = await api.LinkAsync(image.Checksum, cancellationToken).ConfigureAwait(false);
            if (!link.IsSuccess)
            {
                return link.Failure;
            }

            var request = new DownloadRequest
            {
                Source = link.Value,
                Target = target,
                Sha256 = image.Checksum,
            };
            var fetched = await downloader.FetchAsync(request, progress, cancellationToken).ConfigureAwait(false);
            if (fetched.IsSuccess)
            {
                return ToMedium(image, target, sha256);
            }

            if (fetched.Fault != DownloadFault.Refused || links == MostLinks)
            {
                return MediaFailure.Of(fetched with { Summary = WithoutQuery(fetched.Summary) });
            }
        }
    }

    private RedHatImage? Choose(IReadOnlyList<RedHatImage> images, string? sha256)
    {
        var whole = new Regex($"^(?:{iso.FileNamePattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return images
            .Where(image => image.Checksum.Length == 64 && image.Checksum.All(char.IsAsciiHexDigit) && IsPlain(image.FileName))
            .Select(image => image with { Checksum = image.Checksum.ToLowerInvariant() })
            .Where(image =>
                sha256 is null ? whole.IsMatch(image.FileName) : string.Equals(image.Checksum, sha256, StringComparison.OrdinalIgnoreCase)
            )
            .MaxBy(image => image.FileName, VersionOrder.Instance);
    }

    private static bool IsPlain(string name) =>
        name.EndsWith(".iso", StringComparison.Ordinal) && name[0] != '.' && !name.AsSpan().ContainsAny('/', '\\', '\0');

    // The query of a link is a key to the file.
    private static string WithoutQuery(string summary) => Regex.Replace(summary, @"\?\S*?(?=:? |$)", string.Empty);

    private Medium ToMedium(RedHatImage image, string path, string? sha256) =>
        new()
        {
            DistroId = distroId,
            Kind = MediumKind.Iso,
            FilePath = path,
            Sha256 = image.Checksum,
            Version = Path.GetFileNameWithoutExtension(image.FileName),
            Trust = TrustLevel.Pinned,
            Proof = sha256 is null ? "the digest that Red Hat's API gave to the account" : "the digest given by the user",
        };
}
