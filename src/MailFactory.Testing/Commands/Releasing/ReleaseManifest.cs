using MailFactory.Testing.Archives;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>What a released image is, where it comes from, and how to get in; stored as JSON among its files.</summary>
internal sealed record ReleaseManifest
{
    /// <summary>The distro's identifier, with which the names of all its files begin.</summary>
    public required string Distro { get; init; }

    /// <summary>The SHA-256 digest of the joined image.</summary>
    public required string ImageSha256 { get; init; }

    /// <summary>The joined image's size in bytes.</summary>
    public required long ImageBytes { get; init; }

    /// <summary>The parts of the image, in order.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>When the image was sanitised.</summary>
    public required DateTimeOffset Sanitised { get; init; }

    /// <summary>What the boot of the sanitised image proved, one sentence each.</summary>
    public required IReadOnlyList<string> Proof { get; init; }

    /// <summary>How long that boot took from power-on to SSH, in seconds.</summary>
    public required double BootSeconds { get; init; }

    /// <summary>The user that a seed medium lets in.</summary>
    public required string User { get; init; }

    /// <summary>The label of the seed medium, which holds one file: <c>authorized_keys</c>.</summary>
    public required string SeedLabel { get; init; }

    /// <summary>The archive that the image was made from, with its provenance and its last mail test.</summary>
    public required ArchiveManifest Archive { get; init; }
}
