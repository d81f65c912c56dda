namespace MailFactory.Testing.Media.Debian;

/// <summary>A suite of a Debian archive with the indices that its signed Release file proves.</summary>
internal sealed record ArchiveSuite
{
    /// <summary>Packages of the installed system.</summary>
    public const string MainIndex = "main/binary-amd64/Packages";

    /// <summary>Components of the installer.</summary>
    public const string InstallerIndex = "main/debian-installer/binary-amd64/Packages";

    /// <summary>The name below dists/, such as <c>stable</c>.</summary>
    public required string Name { get; init; }

    public required SignedRelease Release { get; init; }

    /// <summary>Who signed the Release file.</summary>
    public required string Signer { get; init; }

    public required PackageIndex Main { get; init; }

    public required PackageIndex Installer { get; init; }

    /// <summary>Name and version for people, such as <c>stable 13.7</c>.</summary>
    public string Title => $"{Name} {Release.Version}";
}
