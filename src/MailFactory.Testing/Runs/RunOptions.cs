namespace MailFactory.Testing.Runs;

/// <summary>What the user asked for.</summary>
public sealed record RunOptions
{
    /// <summary>The repository: holds preseeds/ and Examples/.</summary>
    public required string Repository { get; init; }

    /// <summary>Where media, machines, logs and reports go.</summary>
    public required WorkLayout Layout { get; init; }

    /// <summary>Distro identifiers; none or <c>all</c> stands for the default matrix.</summary>
    public IReadOnlyList<string> Distros { get; init; } = [];

    /// <summary>Guest memory in MiB; the catalogue's figure when null.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Disk size in GiB; the catalogue's figure when null.</summary>
    public int? DiskGiB { get; init; }

    /// <summary>Virtual CPUs; the catalogue's figure when null.</summary>
    public int? Cpus { get; init; }

    /// <summary>The accelerator: <c>auto</c>, <c>kvm</c> or <c>tcg</c>.</summary>
    public string Accelerator { get; init; } = "auto";

    /// <summary>The accelerator that was named; null when the fastest that is proven will do.</summary>
    internal AcceleratorKind? WantedAccelerator =>
        Accelerator switch
        {
            "kvm" => AcceleratorKind.Kvm,
            "tcg" => AcceleratorKind.Tcg,
            _ => null,
        };

    /// <summary>The firmware of the machines: <c>bios</c> or <c>uefi</c>.</summary>
    public string Firmware { get; init; } = "bios";

    /// <summary>Whether the user named the firmware; what a disk of unknown origin needs is looked for otherwise.</summary>
    public bool IsFirmwareNamed { get; init; }

    /// <summary>Whether the machines start by UEFI.</summary>
    public bool IsUefi => Firmware == "uefi";

    /// <summary>The Debian mirror for netboot media and guests.</summary>
    public Uri Mirror { get; init; } = new("http://deb.debian.org/debian");

    /// <summary>What was given for a mirror and is no URL, which the check of the options names; null when there is no such mistake.</summary>
    public string? NoMirror { get; private init; }

    /// <summary>These options with a mirror as it was typed.</summary>
    public RunOptions WithMirror(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) ? this with { Mirror = uri, NoMirror = null } : this with { NoMirror = text };

    /// <summary>A URL without the user and password in it, for what is kept and shown to others.</summary>
    public static Uri WithoutPassword(Uri url) =>
        url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;

    /// <summary>Whether guests' packages go through a cache on this host: <c>auto</c>, which is where the program is installed, or <c>off</c>.</summary>
    public string PackageCache { get; init; } = "auto";

    /// <summary>An ISO the user already has.</summary>
    public string? IsoPath { get; init; }

    /// <summary>The SHA-256 digest of <see cref="IsoPath"/>.</summary>
    public string? IsoSha256 { get; init; }

    /// <summary>Whether to use only media that are on disk, and to ask no server for them.</summary>
    public bool Offline { get; init; }

    /// <summary>The most MiB of media to receive in a second, all distros together; no limit when null.</summary>
    public double? RateLimitMiB { get; init; }

    /// <summary>The least trust a medium may have: <c>signed</c>, <c>pinned</c>, <c>checksum-only</c> or <c>none</c>.</summary>
    public string AllowTrust { get; init; } = "pinned";

    /// <summary>The offline token of a Red Hat account, which fetches media that need one.</summary>
    public SecretText? RhsmOfflineToken { get; init; }

    /// <summary>How many GiB of media may stay on disk; no limit when null.</summary>
    public double? IsoQuotaGiB { get; init; }

    /// <summary>How many machines may run at once; as many as the host's memory and CPUs allow when null.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>Memory of the host for machines in MiB; most of what is free when null.</summary>
    public int? HostMemoryMiB { get; init; }

    /// <summary>CPUs of the host for machines; all of them when null.</summary>
    public int? HostCpus { get; init; }

    /// <summary>Checks to run, by identifier; all when empty.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Optional parts of the mail server: names, <c>all</c> or <c>none</c>; none when empty.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What makes the mail server: <c>packages</c> or <c>mail-factory</c>.</summary>
    public string Provisioner { get; init; } = "packages";

    /// <summary>Whether the real Mail Server Factory makes the mail server.</summary>
    public bool UsesMailFactory => Provisioner == "mail-factory";

    /// <summary>Where Mail Server Factory is; looked at only when it makes the mail server.</summary>
    public MailFactoryOptions MailFactory { get; init; } = new();

    /// <summary>The disk to test a mail server on instead of an installed one; null when distros are installed.</summary>
    public ImageOptions? Image { get; init; }

    /// <summary>The running server to test; null when machines of this build are tested.</summary>
    public ServerOptions? Server { get; init; }

    /// <summary>What every time limit is multiplied by, in addition to the accelerator's own factor; 1 unless set.</summary>
    public double TimeoutScale { get; init; } = 1;

    /// <summary>The folder of known issues, or <c>off</c>; those of the repository when null.</summary>
    public string? KnownIssues { get; init; }

    /// <summary>Whether to ignore results of earlier runs.</summary>
    public bool Fresh { get; init; }

    /// <summary>Whether the machines of the mail test run on after it, for people to look into.</summary>
    public bool KeepsMachines { get; init; }

    /// <summary>What the user asked for about a release.</summary>
    public ReleaseOptions Release { get; init; } = new();

    /// <summary>Whether missing host tools are installed first.</summary>
    public bool Setup { get; init; }
}
