using MailFactory.Testing.Distros;

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

    /// <summary>One sentence for each option whose words stand for nothing; it has its default then.</summary>
    internal IReadOnlyList<string> Misread { get; init; } = [];

    /// <summary>The accelerator that was named; null when the fastest that is proven will do.</summary>
    internal AcceleratorKind? Accelerator { get; init; }

    /// <summary>The firmware of the machines.</summary>
    internal FirmwareKind Firmware { get; init; }

    /// <summary>Whether the user named the firmware; what a disk of unknown origin needs is looked for otherwise.</summary>
    internal bool IsFirmwareNamed { get; init; }

    /// <summary>The Debian mirror for netboot media and guests.</summary>
    internal Uri Mirror { get; init; } = new("http://deb.debian.org/debian");

    /// <summary>A URL without the user and password in it, for what is kept and shown to others.</summary>
    internal static Uri WithoutPassword(Uri url) =>
        url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;

    /// <summary>Whether guests' packages go through a cache on this host where its program is installed.</summary>
    internal bool CachesPackages { get; init; } = true;

    /// <summary>An ISO the user already has.</summary>
    public string? IsoPath { get; init; }

    /// <summary>The SHA-256 digest of <see cref="IsoPath"/>.</summary>
    public string? IsoSha256 { get; init; }

    /// <summary>Whether to use only media that are on disk, and to ask no server for them.</summary>
    public bool Offline { get; init; }

    /// <summary>The most MiB of media to receive in a second, all distros together; no limit when null.</summary>
    public double? RateLimitMiB { get; init; }

    /// <summary>The trust below which media are refused.</summary>
    internal TrustLevel LeastTrust { get; init; } = TrustLevel.Pinned;

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

    /// <summary>Optional parts of the mail server, in the order in which they are set up.</summary>
    internal IReadOnlyList<MailPart> Parts { get; init; } = [];

    /// <summary>Whether the real Mail Server Factory makes the mail server; the distro's packages do otherwise.</summary>
    internal bool UsesMailFactory { get; init; }

    /// <summary>Where Mail Server Factory is; looked at only when it makes the mail server.</summary>
    public MailFactoryOptions MailFactory { get; init; } = new();

    /// <summary>The disk to test a mail server on instead of an installed one; null when distros are installed.</summary>
    public ImageOptions? Image { get; init; }

    /// <summary>The running server to test; null when machines of this build are tested.</summary>
    public ServerOptions? Server { get; internal init; }

    /// <summary>What every time limit is multiplied by, in addition to the accelerator's own factor; 1 unless set.</summary>
    public double TimeoutScale { get; init; } = 1;

    /// <summary>Whether failures are compared with known issues.</summary>
    internal bool UsesKnownIssues { get; init; } = true;

    /// <summary>The folder of known issues; that of the repository when null.</summary>
    internal string? KnownIssues { get; init; }

    /// <summary>Whether to ignore results of earlier runs.</summary>
    public bool Fresh { get; init; }

    /// <summary>Whether the machines of the mail test run on after it, for people to look into.</summary>
    public bool KeepsMachines { get; init; }

    /// <summary>What the user asked for about a release.</summary>
    public ReleaseOptions Release { get; init; } = new();

    /// <summary>Whether missing host tools are installed first.</summary>
    public bool Setup { get; init; }
}
