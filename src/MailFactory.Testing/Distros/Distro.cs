namespace MailFactory.Testing.Distros;

/// <summary>A distribution release as the catalogue describes it.</summary>
public sealed record Distro
{
    /// <summary>The identifier used on the command line, such as <c>debian-13</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people, such as <c>Debian 13 (trixie)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family, which chooses answer file and installer rules: <c>debian</c> for now.</summary>
    public required string Family { get; init; }

    /// <summary><c>ID</c> in the installed system's /etc/os-release.</summary>
    public required string OsReleaseId { get; init; }

    /// <summary><c>VERSION_ID</c> in the installed system's /etc/os-release; a prefix up to a dot is enough.</summary>
    public required string OsReleaseVersion { get; init; }

    /// <summary>The file in Examples/ with the accounts of the mail server, without folder.</summary>
    public required string ExampleFile { get; init; }

    /// <summary>Guest memory in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Size of the virtual disk in GiB.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required int Cpus { get; init; }

    /// <summary>An ISO to install from, tried first.</summary>
    public IsoMedium? Iso { get; init; }

    /// <summary>Debian's netboot package to install from, tried when the ISO cannot be had.</summary>
    public NetbootMedium? Netboot { get; init; }
}
