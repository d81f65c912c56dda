using System.Text.Json.Serialization;

namespace MailFactory.Testing.Distros;

/// <summary>A distribution release as the catalogue describes it.</summary>
internal sealed record Distro
{
    /// <summary>The identifier used on the command line, such as <c>debian-13</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people, such as <c>Debian 13 (trixie)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family, by its identifier in the catalogue: <c>debian</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The release's number as the vendor writes it, such as <c>22.04</c> or <c>9</c>.</summary>
    public required string Release { get; init; }

    /// <summary>The release's code name, such as <c>trixie</c>, where the family's package repositories go by it.</summary>
    public string? Codename { get; init; }

    /// <summary>The last day of the vendor's free support, where it is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    /// <summary>How long an install of its family takes under KVM.</summary>
    [JsonIgnore]
    public TimeSpan UsualInstall { get; init; }

    /// <summary>
    /// One sentence for users when the vendor's free support has ended by a day; null as long as it goes on or nobody knows its end.
    /// </summary>
    public string? EndOfLifeNote(DateOnly day) =>
        EndOfLife is { } end && end < day
            ? $"{Name}: its vendor's support ended on {end:yyyy-MM-dd}; no security fixes since, and media and packages move to archives"
            : null;

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

    /// <summary>The lowest x86-64 level (psABI) the distro runs on: 1, or 2 for x86-64-v2.</summary>
    public int CpuLevel { get; init; } = 1;

    /// <summary>
    /// The package tree to install from over the network, with a slash at the end; null when the medium has all packages.
    /// </summary>
    public Uri? InstallSource { get; init; }

    /// <summary>Repositories for the installed system where those it knows by itself are gone or empty.</summary>
    public IReadOnlyList<PackageRepository> Repositories { get; init; } = [];

    /// <summary>Where its packages are when its ordinary mirrors no longer have them; null when a run's own mirror has them all.</summary>
    public PackageMirrors? PackageMirrors { get; init; }

    /// <summary>The mirrors to ask for its packages, in this order, when the run's mirror is the one given.</summary>
    public IReadOnlyList<Uri> MirrorsFor(Uri asked)
    {
        var slashed = asked.AbsoluteUri.EndsWith('/') ? asked : new Uri($"{asked.AbsoluteUri}/");
        if (PackageMirrors is { } mirrors)
        {
            return mirrors.Main.Contains(slashed) ? mirrors.Main : [slashed, .. mirrors.Main];
        }

        return [slashed];
    }

    /// <summary>An ISO to install from, tried first.</summary>
    public IsoMedium? Iso { get; init; }

    /// <summary>Debian's netboot package to install from, tried when the ISO cannot be had.</summary>
    public NetbootMedium? Netboot { get; init; }
}
