using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media.Iso;

/// <summary>An ISO that the user brings along with its digest.</summary>
internal static class OwnIso
{
    public static async Task<Outcome<Medium>> OpenAsync(
        string distroId,
        string path,
        string? sha256,
        TrustLevel leastTrust,
        CancellationToken cancellationToken
    )
    {
        var isUnproven = sha256 is null && leastTrust == TrustLevel.None;
        if (!isUnproven && (sha256 is null || sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
        {
            return Wrong(
                $"{path} needs its SHA-256 digest, 64 hexadecimal digits: --iso-sha256 (or say --allow-trust none to use it unproven)"
            );
        }

        if (FileFacts.OfTarget(path) is not { } facts)
        {
            return Wrong($"the ISO {path} is not there");
        }

        if (!facts.IsRegular)
        {
            return Wrong($"the ISO {path} is {(facts.IsFolder ? "a folder" : "no regular file")}");
        }

        var digest = await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return !isUnproven && !string.Equals(digest, sha256, StringComparison.OrdinalIgnoreCase)
            ? Wrong($"{path}: SHA-256 is {digest} where {sha256} was given")
            : new Medium
            {
                DistroId = distroId,
                Kind = MediumKind.Iso,
                FilePath = Path.GetFullPath(path),
                Sha256 = digest,
                Version = Path.GetFileNameWithoutExtension(path),
                Trust = isUnproven ? TrustLevel.None : TrustLevel.Pinned,
                Proof = isUnproven ? "nothing: used without proof, as requested" : "the digest given by the user",
            };
    }

    private static MediaFailure Wrong(string reason) => new(reason, FailureClass.Configuration);
}
