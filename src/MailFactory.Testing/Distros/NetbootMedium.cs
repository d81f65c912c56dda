namespace MailFactory.Testing.Distros;

/// <summary>Debian's installer as a package of the Debian archive, proven along the archive's own chain.</summary>
internal sealed record NetbootMedium
{
    /// <summary>The release's code name, such as <c>trixie</c>; must be the Codename of the signed Release file.</summary>
    public required string Codename { get; init; }

    /// <summary>
    /// Names of the release in the archive's dists/ folder, in order of preference. A mirror in the middle of an update can
    /// hold one of them whole and the other not.
    /// </summary>
    public required IReadOnlyList<string> Suites { get; init; }

    /// <summary>The package that carries kernel and initrd, such as <c>debian-installer-13-netboot-amd64</c>.</summary>
    public required string Package { get; init; }

    /// <summary>The kernel inside the package.</summary>
    public required string KernelPath { get; init; }

    /// <summary>The initrd inside the package.</summary>
    public required string InitrdPath { get; init; }

    /// <summary>
    /// The keyrings that hold the archive's keys: the installed package's, then, relative to the catalogue, the keys that come with it.
    /// </summary>
    public required IReadOnlyList<string> Keyrings { get; init; }

    /// <summary>Fingerprints of primary keys that may sign the Release file, 40 hexadecimal digits each.</summary>
    public required IReadOnlyList<string> Fingerprints { get; init; }

    /// <summary>Installer components (udebs) that the install chooses, besides what the initrd holds.</summary>
    public required IReadOnlyList<string> Components { get; init; }
}
