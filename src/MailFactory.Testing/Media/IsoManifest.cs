using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Media;

/// <summary>The checksum manifest of an ISO, with its signature, on disk.</summary>
internal sealed class IsoManifest(IsoMedium iso, IsoDownload download, string folder)
{
    public string Path { get; } = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(download.Manifest));

    /// <summary>The file of a detached signature; null for other kinds.</summary>
    public string? SignaturePath { get; } = download.ManifestSignature == ManifestSignature.Detached ? System.IO.Path.Combine(folder, System.IO.Path.GetFileName(download.Signature!)) : null;

    /// <summary>What manifest and signature say about the newest ISO, or about the one with this name.</summary>
    /// <param name="suffix">What the files' names end with besides.</param>
    /// <param name="origin">Where they came from, for messages.</param>
    /// <param name="name">The ISO's name; the newest that matches the catalogue's pattern when null.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public async Task<Outcome<IsoProof>> ReadAsync(string suffix, string origin, string? name, CancellationToken cancellationToken)
    {
        var (manifest, signature) = ($"{Path}{suffix}", SignaturePath is null ? null : $"{SignaturePath}{suffix}");
        var signed = download.ManifestSignature switch
        {
            ManifestSignature.Clearsigned => await SignatureVerifier.VerifyInlineAsync(manifest, download.Keyrings, download.Fingerprints, cancellationToken).ConfigureAwait(false),
            ManifestSignature.Detached when File.Exists(signature) =>
                await SignatureVerifier.VerifyDetachedAsync(signature, manifest, download.Keyrings, download.Fingerprints, cancellationToken).ConfigureAwait(false),
            ManifestSignature.Detached => Unsigned($"{download.Signature} is not there"),
            _ => Unsigned("its vendor does not sign it"),
        };
        if (signed is { IsValid: false, IsUnchecked: false })
        {
            return new MediaFailure($"{download.Manifest} of {origin} is not to be trusted: {signed.Summary}");
        }

        try
        {
            var text = signed.SignedText is { Length: > 0 } covered ? covered : await File.ReadAllTextAsync(manifest, cancellationToken).ConfigureAwait(false);
            var parsed = ChecksumManifest.Parse(text);
            return (name is null ? parsed.Choose(iso.FileNamePattern, Alias()) : parsed.Choose(Regex.Escape(name), name)) is { } file
                ? Judge(file, signed, origin)
                : new MediaFailure($"{download.Manifest} of {origin} names no file that matches {name ?? iso.FileNamePattern}; it names {string.Join(", ", parsed.Names.Take(4))}");
        }
        catch (InvalidDataException error)
        {
            return new MediaFailure($"{download.Manifest} of {origin}: {error.Message}");
        }
    }

    private static SignatureResult Unsigned(string why) => new() { IsValid = false, IsUnchecked = true, Summary = why };

    private Outcome<IsoProof> Judge((string Name, string Sha256, long? Size) file, SignatureResult signed, string origin)
    {
        if (download.Sha256 is { } pin && pin != file.Sha256)
        {
            return new MediaFailure($"{download.Manifest} of {origin}: SHA-256 of {file.Name} is {file.Sha256} where the catalogue pins {pin}");
        }

        var trust = signed.IsValid ? TrustLevel.Signed : download.Sha256 is not null ? TrustLevel.Pinned : TrustLevel.ChecksumOnly;
        var keys = download.KeyPackage is { } package && download.ManifestSignature != ManifestSignature.None ? $" (Debian's package {package} has the keys)" : string.Empty;
        return new IsoProof
        {
            Name = file.Name,
            Sha256 = file.Sha256,
            Size = file.Size,
            Trust = trust,
            Proof = trust switch
            {
                TrustLevel.Signed => $"{download.Manifest} {signed.Summary}",
                TrustLevel.Pinned => $"the digest in the catalogue; {signed.Summary}",
                _ => $"{download.Manifest} from the same place, which proves integrity only; {signed.Summary}",
            },
            Shortcoming = signed.IsValid ? null : $"{download.Manifest} of {origin}: {signed.Summary}{(signed.Summary.StartsWith("no keyring", StringComparison.Ordinal) ? keys : string.Empty)}",
        };
    }

    // A manifest for one file is called after it; else a pattern without alternatives is a name.
    private string Alias()
    {
        var whole = new Regex($"^(?:{iso.FileNamePattern})$", RegexOptions.CultureInvariant);
        string[] candidates = [System.IO.Path.GetFileNameWithoutExtension(download.Manifest), Regex.Unescape(iso.FileNamePattern)];
        return candidates.FirstOrDefault(whole.IsMatch) ?? candidates[0];
    }
}
