using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Caching;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Stages;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Runs.State;
using Serilog;

namespace MailFactory.Testing.Matrix;

/// <summary>Wires the parts of a session.</summary>
internal static class SessionServices
{
    /// <summary>Takes the work directory; throws <see cref="WorkDirectoryBusyException"/> when another build has it.</summary>
    public static Task<WorkDirectoryLock> LockAsync(RunOptions options, CancellationToken cancellationToken) =>
        WorkDirectoryLock.TakeAsync(
            options.Layout,
            new WorkDirectoryHolder
            {
                Process = ProcessIdentity.Current,
                Since = TimeProvider.System.GetUtcNow(),
                Distros = [.. RunOptionsCheck.Select(options).Select(distro => distro.Id)],
            },
            cancellationToken
        );

    /// <summary>Ends what an earlier, killed build left running, proves the accelerator, and creates the parts.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="stages">The stages of the run; none for one that only works on what earlier runs left.</param>
    /// <param name="taken">The lock of the work directory.</param>
    /// <param name="recorder">Keeps what is shown.</param>
    /// <param name="console">Where lines go.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<RunServices> CreateAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        WorkDirectoryLock taken,
        RunRecorder recorder,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var time = TimeProvider.System;
        var layout = options.Layout;
        var view = new SessionView(console, recorder, time);
        var leases = new LeaseRegistry(layout.Leases, time);
        await EndLeftoversAsync(leases, view, cancellationToken).ConfigureAwait(false);
        ScratchFolder.Sweep(time);
        // What can fail comes before what has to be closed.
        var accelerator = await ProveAsync(options, time, cancellationToken).ConfigureAwait(false);
        var version = await QemuVersionAsync(cancellationToken).ConfigureAwait(false);
        var known = await KnownIssuesFolder.ReadAsync(options, time, cancellationToken).ConfigureAwait(false);
        var log = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .WriteTo.File(new ForeignLogFormatter(), Path.Combine(layout.Logs, $"master_{time.GetUtcNow():yyyyMMdd-HHmmss}.log"))
            .CreateLogger();
        foreach (var line in AcceleratorText.Lines(accelerator))
        {
            log.Information("{Line}", line);
            view.Say(line);
        }

        var catalog = RunOptionsCheck.Catalog(options);
        var cache = await CacheAsync(options, stages, catalog, leases, time, view, cancellationToken).ConfigureAwait(false);
        var http = MediaHttp.CreateClient();
        return new RunServices
        {
            Frame = new RunFrame
            {
                Options = options,
                Time = time,
                Accelerator = accelerator,
                View = view,
                PackageCache = cache,
                Log = log,
            },
            Lock = taken,
            Catalog = catalog,
            Http = http,
            Media = new MediaStore(layout.Media, http, time, MediaOptionsCheck.Download(options)),
            Archives = new ArchiveStore(layout.Archive),
            AnswerFiles = new AnswerFileRenderer(Path.Combine(options.Repository, "preseeds")),
            Leases = leases,
            Known = known,
            QemuVersion = version,
            Events = new InstallEventListener(),
            Recorder = recorder,
        };
    }

    /// <summary>The work of all stages, in their order.</summary>
    public static IEnumerable<StageWork> Stages(RunServices services)
    {
        var (frame, catalog, media, archives) = (services.Frame, services.Catalog, services.Media, services.Archives);
        var answers = new MachineAnswers(catalog, services.AnswerFiles, services.Events, frame);
        var folders = new MachineFolder(frame, catalog, media, services.Http, answers);
        var rules = new ConsoleRules(catalog, frame.Options.Repository);
        return new StageWork[]
        {
            new DownloadStage(frame, media),
            new VerifyStage(media),
            new CreateStage(frame, catalog, archives, folders, services.QemuVersion),
            new InstallStage(frame, rules, services.Events, services.Leases),
            new ArchiveStage(frame, archives, services.QemuVersion),
            new MailTestStage(
                frame,
                new QemuHost(services.Leases, services.QemuVersion),
                archives,
                services.Known,
                services.Recorder,
                services.Interrupted
            ),
        }.Select(work => new OptionalStage(work, frame.Options));
    }

    /// <summary>The accelerator in a few words, for reports.</summary>
    public static string Describe(RunServices services) =>
        $"{services.Frame.Accelerator.Chosen.Accelerator} (QEMU {services.QemuVersion}, speed factor {services.Frame.Accelerator.SpeedFactor:0.00})";

    /// <summary>Proves the accelerator that the user wants, or finds the fastest.</summary>
    internal static async Task<AcceleratorReport> ProveAsync(RunOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var probe = new AcceleratorProbe(time);
        return await probe.ProbeAsync(options.Accelerator, cancellationToken).ConfigureAwait(false);
    }

    private static async Task EndLeftoversAsync(LeaseRegistry leases, SessionView view, CancellationToken cancellationToken)
    {
        foreach (var reaped in await leases.ReapAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reaped.Outcome == ReapOutcome.Ended)
            {
                view.Say($"ended {reaped.Lease!.Name}, left running by an earlier build");
            }
            else if (reaped.Outcome == ReapOutcome.NotOurs)
            {
                view.Say(
                    $"removed {reaped.File}: it names process {reaped.Lease!.Process.Pid}, which was not started by a build of this project and "
                        + "is left running"
                );
            }
        }
    }

    // Only machines download packages.
    private static async Task<PackageCache?> CacheAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        DistroCatalog catalog,
        LeaseRegistry leases,
        TimeProvider time,
        SessionView view,
        CancellationToken cancellationToken
    )
    {
        if (!options.CachesPackages || !stages.Any(stage => StageRow.Of(stage).RunsMachine))
        {
            return null;
        }

        var families = RunOptionsCheck.Select(options).Select(catalog.FamilyOf).ToList();
        var archives = families.Exists(family => family.Archives.Count > 0)
            ? families.SelectMany(family => family.Archives).Prepend(options.Mirror)
            : [];
        var start = await PackageCache
            .StartAsync(options.Layout.PackageCache, archives, leases, time, cancellationToken)
            .ConfigureAwait(false);
        if (start.Trouble is { } trouble)
        {
            view.Say($"packages are not kept for later machines: {trouble}");
        }

        return start.Cache;
    }

    private static async Task<string> QemuVersionAsync(CancellationToken cancellationToken)
    {
        var result = await ToolRunner
            .RunAsync(ToolCommand.Create(MachineSpec.Program, "--version"), cancellationToken)
            .ConfigureAwait(false);
        return result
            .EnsureSuccess()
            .StandardOutput.Split('\n')[0]
            .Replace("QEMU emulator version ", string.Empty, StringComparison.Ordinal)
            .Trim();
    }
}
