namespace MailFactory.Testing.Runs;

/// <summary>What there is to know of a stage wherever stages are named, asked for or limited: the one table of stages.</summary>
public sealed record StageRow
{
    private StageRow(Stage stage, string target, string process, TimeSpan timeout)
    {
        (Stage, Target, Process, Processes, Timeout) = (stage, target, process, process, timeout);
        Name = stage.ToString();
    }

    /// <summary>All stages, in the order in which a distro comes to them.</summary>
    public static IReadOnlyList<StageRow> All { get; } =
    [
        new(Stage.Download, "DownloadIsos", "iso_download", TimeSpan.FromHours(2)),
        new(Stage.Verify, "VerifyIsos", "iso_verify", TimeSpan.FromHours(1)),
        new(Stage.Create, "CreateVms", "vm_create", TimeSpan.FromHours(1)),
        // The install monitor keeps the installer's own time; the rest is for the boot that proves the disk.
        new(Stage.Install, "MonitorInstalls", "vm_install", Installer + (2 * Boot)) { RunsMachine = true },
        new(Stage.Archive, "ArchiveVms", "vm_archive", TimeSpan.FromHours(1)),
        new(Stage.MailTest, "TestMailServer", "mail_test", TimeSpan.FromHours(2))
        {
            Name = "Mail test",
            Processes = "mail_tests",
            RunsMachine = true,
        },
    ];

    /// <summary>How long all stages of a distro may take, one after another, at full speed.</summary>
    public static TimeSpan Total => All.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Timeout);

    /// <summary>The stage.</summary>
    public Stage Stage { get; }

    /// <summary>The stage as people read it.</summary>
    public string Name { get; private init; }

    /// <summary>The build's target that the stage is behind.</summary>
    public string Target { get; }

    /// <summary>The name of the stage of one distro among processes, before the distro's own: <c>vm_install</c>.</summary>
    public string Process { get; }

    /// <summary>The name of the stage of all distros among processes.</summary>
    public string Processes { get; private init; }

    /// <summary>How long it may take at most, before <see cref="Scaled"/>.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How long a machine may take to boot to SSH, at full speed.</summary>
    internal static TimeSpan Boot => TimeSpan.FromMinutes(3);

    /// <summary>How long an installer may take, at full speed.</summary>
    internal static TimeSpan Installer => TimeSpan.FromMinutes(90);

    /// <summary>Whether a machine runs in it, so that the accelerator's speed decides how long it takes.</summary>
    internal bool RunsMachine { get; private init; }

    /// <summary>The row of a stage.</summary>
    public static StageRow Of(Stage stage) => All.Single(row => row.Stage == stage);

    /// <summary>The stages behind the targets with these names, in their order.</summary>
    public static IReadOnlyList<Stage> Behind(IEnumerable<string> targets) =>
        [.. All.Where(row => targets.Contains(row.Target)).Select(row => row.Stage)];

    /// <summary>The time limit on a host.</summary>
    /// <param name="accelerator">By how much machines are slower than at full speed.</param>
    /// <param name="user">The user's own factor, of all stages.</param>
    public TimeSpan Scaled(double accelerator, double user) => Timeout * (RunsMachine ? accelerator : 1) * user;
}
