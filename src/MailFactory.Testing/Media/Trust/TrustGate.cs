using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media.Trust;

/// <summary>Refuses media that are proven less than asked for.</summary>
internal static class TrustGate
{
    /// <summary>The level as it is typed.</summary>
    public static string Name(TrustLevel level) =>
        level switch
        {
            TrustLevel.Signed => "signed",
            TrustLevel.Pinned => "pinned",
            TrustLevel.ChecksumOnly => "checksum-only",
            _ => "none",
        };

    /// <summary>The refusal, which names the option that makes an exception; null when the proof is good enough.</summary>
    public static MediaFailure? Refusal(string distroId, IsoProof proof, TrustLevel least) =>
        proof.Trust >= least
            ? null
            : new MediaFailure(
                $"{distroId}: {proof.Name} is {Name(proof.Trust)} where {Name(least)} is the least: {proof.Shortcoming ?? proof.Proof}; "
                    + $"use it anyway with --allow-trust {Name(proof.Trust)}, or give one with --iso-path and --iso-sha256",
                FailureClass.Configuration
            );
}
