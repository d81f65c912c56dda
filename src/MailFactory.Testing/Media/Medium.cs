using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Media;

/// <summary>A medium on disk that was verified.</summary>
internal sealed record Medium
{
    /// <summary>The distro's identifier, such as <c>debian-13</c>.</summary>
    public required string DistroId { get; init; }

    /// <summary>What it is.</summary>
    public required MediumKind Kind { get; init; }

    /// <summary>The .iso or .deb file.</summary>
    public required string FilePath { get; init; }

    /// <summary>The file's SHA-256 digest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The version: that of the netboot package, or the ISO's file name.</summary>
    public required string Version { get; init; }

    /// <summary>How far it is proven.</summary>
    public required TrustLevel Trust { get; init; }

    /// <summary>What proves it, in one line.</summary>
    public required string Proof { get; init; }

    /// <summary>For netboot: the suite of the archive that names it, such as <c>stable</c>.</summary>
    public string? Suite { get; init; }

    /// <summary>For netboot: the mirror it came from, with a slash at the end.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>What a reader should know about how it was had, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
