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
            yield return $"{id}: iso.fileNamePattern '{iso.FileNamePattern}' is no regular expression";
        }

        if (iso.Download is null && iso.RedHatContentSet is null)
        {
            yield return $"{id}: iso has neither download nor redHatContentSet, so nobody knows where it comes from";
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

        if (download.ManifestSignature == ManifestSignature.Detached != download.Signature is not null)
        {
            yield return $"{id}: iso.download.signature belongs to a detached manifestSignature, and only to that";
        }

        if (download.ManifestSignature != ManifestSignature.None && (download.Fingerprints.Count == 0 || download.Keyrings.Count == 0))
        {
            yield return $"{id}: iso.download is signed, so it needs keyrings and fingerprints";
        }

        if (download.Sha256 is { } digest && !Sha256().IsMatch(digest))
        {
            yield return $"{id}: iso.download.sha256 '{digest}' is no digest of 64 lower-case hexadecimal digits";
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();
}
