using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Media.Iso;

/// <summary>The checksum manifest of an ISO, with its signature, on disk.</summary>
internal sealed class IsoManifest(IsoMedium iso, IsoDownload download, string folder)
{
    public string Path { get; } = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(download.Manifest));

    /// <summary>The file of a detached signature; null for other kinds.</summary>
    public string? SignaturePath { get; } =
        download.ManifestSignature == ManifestSignature.Detached
            ? System.IO.Path.Combine(folder, System.IO.Path.GetFileName(download.Signature!))
            : null;

    /// <summary>
    /// The vendor's second publication of the digests, by the URL that has it; the files are beside the manifest once one agreed.
    /// </summary>
    /// <param name="name">The ISO's name, which tells its version.</param>
    public IEnumerable<(Uri Source, string Path)> Confirmations(string name)
    {
        var version = Regex
            .Match(name, $"^(?:{iso.FileNamePattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
            .Groups["version"]
            .Value;
        return download
            .Confirmations.Select(template => new Uri(template.Replace("{version}", version, StringComparison.Ordinal)))
            .Select(source => (source, $"{Path}.{source.Host}"));
    }

    /// <summary>The files that belong together, whether they are there or not.</summary>
    public IEnumerable<string> Files =>
        new[] { Path, SignaturePath }.OfType<string>().Concat(Confirmations(string.Empty).Select(confirmation => confirmation.Path));

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
            ManifestSignature.Clearsigned => await SignatureVerifier
                .VerifyInlineAsync(manifest, download.Keyrings, download.Fingerprints, cancellationToken)
                .ConfigureAwait(false),
            ManifestSignature.Detached when File.Exists(signature) => await SignatureVerifier
                .VerifyDetachedAsync(signature, manifest, download.Keyrings, download.Fingerprints, cancellationToken)
                .ConfigureAwait(false),
            ManifestSignature.Detached => Unsigned($"{download.Signature} is not there"),
            _ => Unsigned("its vendor does not sign it"),
        };
        if (signed is { IsValid: false, IsUnchecked: false })
        {
            return new MediaFailure($"{download.Manifest} of {origin} is not to be trusted: {signed.Summary}")
            {
                IsSuspect = !signed.IsKeyMissing,
            };
        }

        try
        {
            var text = signed.SignedText ?? await File.ReadAllTextAsync(manifest, cancellationToken).ConfigureAwait(false);
            var parsed = ChecksumManifest.Parse(text);
            return parsed.Choose(name is null ? iso.FileNamePattern : Regex.Escape(name), download.Manifest) is { } file
                ? Judge(file, signed, origin, await ConfirmAsync(file.Name, suffix, cancellationToken).ConfigureAwait(false))
                : new MediaFailure(
                    $"{download.Manifest} of {origin} names no file that matches {name ?? iso.FileNamePattern}; it names "
                        + $"{string.Join(", ", parsed.Names.Take(4))}"
                );
        }
        catch (InvalidDataException error)
        {
            return new MediaFailure($"{download.Manifest} of {origin}: {error.Message}");
        }
    }

    private static SignatureResult Unsigned(string why) =>
        new()
        {
            IsValid = false,
            IsUnchecked = true,
            Summary = why,
        };

    // The first that names the file; one that cannot be read says nothing.
    private async Task<(string Host, string Sha256)?> ConfirmAsync(string name, string suffix, CancellationToken cancellationToken)
    {
        foreach (var (source, path) in Confirmations(name).Where(confirmation => File.Exists($"{confirmation.Path}{suffix}")))
        {
            try
            {
                var parsed = ChecksumManifest.Parse(
                    await File.ReadAllTextAsync($"{path}{suffix}", cancellationToken).ConfigureAwait(false)
                );
                if (parsed.Choose(Regex.Escape(name)) is { } file)
                {
                    return (source.Host, file.Sha256);
                }
            }
            catch (InvalidDataException)
            {
                // The next may be better.
            }
        }

        return null;
    }

    private static TrustLevel Least(bool isPinned) => isPinned ? TrustLevel.Pinned : TrustLevel.ChecksumOnly;

    private Outcome<IsoProof> Judge(
        (string Name, string Sha256, long? Size) file,
        SignatureResult signed,
        string origin,
        (string Host, string Sha256)? confirmed
    )
    {
        var pin = download.Pins.GetValueOrDefault(file.Name);
        if (pin is not null && pin != file.Sha256)
        {
            return Contradiction($"the catalogue pins {pin}");
        }

        if (confirmed is { } second && second.Sha256 != file.Sha256)
        {
            return Contradiction($"{second.Host} says {second.Sha256}");
        }

        var trust = signed.IsValid ? TrustLevel.Signed : Least(pin is not null || confirmed is not null);
        var unpinned =
            download.Confirmations.Count > 0 && trust == TrustLevel.ChecksumOnly
                ? $", and no second source over https names {file.Name} yet"
                : string.Empty;
        var keys =
            signed.Summary.StartsWith("no keyring", StringComparison.Ordinal) && download.KeyPackage is { } package
                ? $" (the package {package} of Debian and Fedora has the keys)"
                : string.Empty;
        return new IsoProof
        {
            Name = file.Name,
            Sha256 = file.Sha256,
            Size = file.Size,
            Trust = trust,
            Proof = trust switch
            {
                TrustLevel.Signed => $"{download.Manifest} {signed.Summary}",
                TrustLevel.Pinned when confirmed is { } agreed =>
                    $"{download.Manifest} and {agreed.Host}, two sources over https that agree; {signed.Summary}",
                TrustLevel.Pinned => $"the digest in the catalogue; {signed.Summary}",
                _ => $"{download.Manifest} from the same place, which proves integrity only; {signed.Summary}{unpinned}",
            },
            Shortcoming = signed.IsValid ? null : $"{download.Manifest} of {origin}: {signed.Summary}{unpinned}{keys}",
        };

        MediaFailure Contradiction(string other) =>
            new($"{download.Manifest} of {origin}: SHA-256 of {file.Name} is {file.Sha256} where {other}") { IsSuspect = true };
    }
}
