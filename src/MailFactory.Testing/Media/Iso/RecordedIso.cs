using MailFactory.Testing.Distros;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Media.Iso;

/// <summary>
/// An ISO on disk that came from an account, whose only witness is the record beside it. Whoever can write the one can write the
/// other, so the record proves that the file is whole and no more; a digest from elsewhere pins it.
/// </summary>
internal static class RecordedIso
{
    public static async Task<Outcome<Medium>> OpenAsync(
        Distro distro,
        string folder,
        MediumRecord record,
        MediaOptions media,
        CancellationToken cancellationToken
    )
    {
        if (record.DistroId != distro.Id || record.Kind != MediumKind.Iso || record.File != Path.GetFileName(record.File))
        {
            return new MediaFailure($"the record beside the medium in {folder} is of another distro, or names a file elsewhere");
        }

        var path = Path.Combine(folder, record.File);
        var isPinned = media.IsoSha256 is not null;
        var proof = new IsoProof
        {
            Name = record.File,
            Sha256 = media.IsoSha256 ?? record.Sha256,
            Trust = isPinned ? TrustLevel.Pinned : TrustLevel.ChecksumOnly,
            Proof = isPinned
                ? "the digest given by the user"
                : $"the record beside it, of {record.Verified:yyyy-MM-dd}, which proves integrity only",
            Shortcoming = isPinned
                ? null
                : "without the network, only the record beside the file supports it; name its digest with --iso-sha256",
        };
        if (TrustGate.Refusal(distro.Id, proof, media.LeastTrust) is { } refusal)
        {
            return refusal;
        }

        var opened = await OwnIso.OpenAsync(distro.Id, path, proof.Sha256, TrustLevel.Pinned, cancellationToken).ConfigureAwait(false);
        return opened.IsSuccess ? opened.Value with { Trust = proof.Trust, Proof = proof.Proof } : opened;
    }
}
