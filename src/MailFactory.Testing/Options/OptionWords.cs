using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>The options whose words stand for something, as they were typed. They are read once; nobody else looks at the words.</summary>
public sealed record OptionWords
{
    private const string Off = "off";

    /// <summary>The accelerator: <c>auto</c>, <c>kvm</c> or <c>tcg</c>.</summary>
    public string Accelerator { get; init; } = "auto";

    /// <summary>The firmware of the machines: <c>bios</c> or <c>uefi</c>; null when it was not named.</summary>
    public string? Firmware { get; init; }

    /// <summary>Whether guests' packages go through a cache on this host: <c>auto</c>, which is where the program is installed, or <c>off</c>.</summary>
    public string PackageCache { get; init; } = "auto";

    /// <summary>What makes the mail server: <c>packages</c> or <c>mail-factory</c>.</summary>
    public string Provisioner { get; init; } = "packages";

    /// <summary>Optional parts of the mail server: names, <c>all</c> or <c>none</c>; none when empty.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The URL of a Debian mirror; the usual one when null.</summary>
    public string? Mirror { get; init; }

    /// <summary>The least trust a medium may have: <c>signed</c>, <c>pinned</c>, <c>checksum-only</c> or <c>none</c>.</summary>
    public string AllowTrust { get; init; } = "pinned";

    /// <summary>The folder of known issues, or <c>off</c>; those of the repository when null.</summary>
    public string? KnownIssues { get; init; }

    /// <summary>A server that runs already.</summary>
    public ServerWords Server { get; init; } = new();

    /// <summary>Options with what the words stand for; <see cref="RunOptionsCheck"/> tells of those that stand for nothing.</summary>
    public RunOptions ReadInto(RunOptions options)
    {
        var mistakes = new List<string>();
        return options with
        {
            Accelerator = OptionTables.Accelerator.Read(Accelerator, options.Accelerator, mistakes),
            Firmware = Firmware is null ? options.Firmware : OptionTables.Firmware.Read(Firmware, options.Firmware, mistakes),
            IsFirmwareNamed = Firmware is not null,
            CachesPackages = OptionTables.CachesPackages.Read(PackageCache, options.CachesPackages, mistakes),
            UsesMailFactory = OptionTables.UsesMailFactory.Read(Provisioner, options.UsesMailFactory, mistakes),
            Parts = PartWords.Read(Parts, mistakes),
            Mirror = MirrorOf(options.Mirror, mistakes),
            LeastTrust = OptionTables.LeastTrust.Read(AllowTrust, options.LeastTrust, mistakes),
            Server = Server.Read(mistakes),
            UsesKnownIssues = KnownIssues != Off,
            KnownIssues = KnownIssues == Off ? null : KnownIssues,
            Misread = mistakes,
        };
    }

    private Uri MirrorOf(Uri usual, List<string> mistakes)
    {
        if (Mirror is null)
        {
            return usual;
        }

        if (Uri.TryCreate(Mirror, UriKind.Absolute, out var mirror) && mirror.Scheme is ("http" or "https"))
        {
            return mirror;
        }

        mistakes.Add($"--mirror: '{Mirror}' is not an http or https URL");
        return usual;
    }
}
