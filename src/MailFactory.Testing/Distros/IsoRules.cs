using System.Text.RegularExpressions;

namespace MailFactory.Testing.Distros;

/// <summary>What an ISO in the catalogue must satisfy beyond its shape.</summary>
internal static partial class IsoRules
{
    /// <summary>One sentence for each rule that is broken.</summary>
    public static IEnumerable<string> Check(string id, IsoMedium iso)
    {
        if (!IsPattern(iso.FileNamePattern))
        {
            yield return $"{id}: iso.fileNamePattern '{iso.FileNamePattern}' is not a regular expression";
        }

        if (iso.Download is null && iso.RedHatContentSet is null)
        {
            yield return $"{id}: iso has neither download nor redHatContentSet, so its origin is not known";
        }

        if (iso.Download is { Confirmations.Count: > 0 } && !iso.FileNamePattern.Contains("(?<version>", StringComparison.Ordinal))
        {
            yield return $"{id}: iso.fileNamePattern needs a group named version, which iso.download.confirmations asks for";
        }

        foreach (var error in iso.Download is { } download ? Check(id, download) : [])
        {
            yield return error;
        }
    }

    private static IEnumerable<string> Check(string id, IsoDownload download)
    {
        if (download.Directories.Count == 0 || download.Directories.Any(directory => !directory.AbsoluteUri.EndsWith('/')))
        {
            yield return $"{id}: iso.download.directories needs at least one URL, and each must end with a slash";
        }

        var numbered = download.Directories.Where(directory => directory.AbsolutePath.Contains('*', StringComparison.Ordinal));
        foreach (var directory in numbered.Where(directory => !Numbered().IsMatch(directory.AbsolutePath)))
        {
            yield return $"{id}: {directory} may have one '*', in a folder of digits and dots, with a folder above it that lists the others";
        }

        if (download.ManifestSignature == ManifestSignature.Detached != download.Signature is not null)
        {
            yield return $"{id}: iso.download.signature belongs to a detached manifestSignature, and only to that";
        }

        if (download.ManifestSignature != ManifestSignature.None && (download.Fingerprints.Count == 0 || download.Keyrings.Count == 0))
        {
            yield return $"{id}: iso.download is signed, so it needs keyrings and fingerprints";
        }

        foreach (var (name, digest) in download.Pins.Where(pin => !Sha256().IsMatch(pin.Value)))
        {
            yield return $"{id}: iso.download.pins: '{digest}' of {name} is not a digest of 64 lower-case hexadecimal digits";
        }

        foreach (var confirmation in download.Confirmations.Where(confirmation => !IsIndependent(confirmation, download.Directories)))
        {
            yield return $"{id}: iso.download.confirmations: '{confirmation}' must be an https URL with {{version}}, "
                + "on another host than the directories";
        }
    }

    private static bool IsIndependent(string confirmation, IReadOnlyList<Uri> directories) =>
        confirmation.Contains("{version}", StringComparison.Ordinal)
        && Uri.TryCreate(confirmation, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && directories.All(directory => directory.Authority != url.Authority);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex("^/[^*]*?[0-9.]*\\*[0-9.]*/[^*]*$")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();
}
