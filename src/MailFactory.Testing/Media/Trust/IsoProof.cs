using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Media.Trust;

/// <summary>What an ISO must be, and what says so.</summary>
internal sealed record IsoProof
{
    public required string Name { get; init; }

    public required string Sha256 { get; init; }

    public long? Size { get; init; }

    public required TrustLevel Trust { get; init; }

    /// <summary>What proves it, in one line.</summary>
    public required string Proof { get; init; }

    /// <summary>Why it is proven no better, and what would help; null when it is signed.</summary>
    public string? Shortcoming { get; init; }

    /// <summary>The directory that the manifest came from; null when it was read from disk.</summary>
    public Uri? Directory { get; init; }
}
