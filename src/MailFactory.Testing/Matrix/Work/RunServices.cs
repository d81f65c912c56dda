using System.Collections.Concurrent;
using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Runs.State;
using Serilog;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>The parts that the stages of one run share.</summary>
internal sealed record RunServices : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<InstallRules>> _rules = new(StringComparer.Ordinal);

    public required RunOptions Options { get; init; }

    public required WorkDirectoryLock Lock { get; init; }

    /// <summary>The run before this one, when its build was killed; null when there is none or its results do not count.</summary>
    public InterruptedRun? Interrupted { get; init; }

    public required DistroCatalog Catalog { get; init; }

    public required TimeProvider Time { get; init; }

    public required HttpClient Http { get; init; }

    public required MediaStore Media { get; init; }

    public required ArchiveStore Archives { get; init; }

    public required AnswerFileRenderer AnswerFiles { get; init; }

    public required InstallEventListener Events { get; init; }

    public required LeaseRegistry Leases { get; init; }

    public required AcceleratorReport Accelerator { get; init; }

    public required string QemuVersion { get; init; }

    /// <summary>What is expected to fail.</summary>
    public KnownIssues Known { get; init; } = KnownIssues.None;

    public required RunRecorder Recorder { get; init; }

    public required SessionView View { get; init; }

    public required ILogger Log { get; init; }

    public MediaOptions MediaOptions =>
        new()
        {
            Mirror = Options.Mirror,
            IsoPath = Options.IsoPath,
            IsoSha256 = Options.IsoSha256,
            LeastTrust = MediaOptionsCheck.LeastTrust(Options),
            RedHatToken = Options.RhsmOfflineToken,
            IsOffline = Options.Offline,
        };

    /// <summary>How to read the console of a distro's installer; throws <see cref="InstallRulesException"/> when that is wrong.</summary>
    public InstallRules InstallRulesOf(Distro distro) =>
        _rules
            .GetOrAdd(
                Catalog.FamilyOf(distro).Installer,
                name => new Lazy<InstallRules>(() =>
                    InstallRules.Load(Path.Combine(Options.Repository, "preseeds", "installers"), name).Compile()
                )
            )
            .Value;

    /// <summary>A timeout that is right for the accelerator and the user's own factor.</summary>
    public TimeSpan Scaled(TimeSpan timeout) => timeout * (Accelerator.TimeoutScale * Options.TimeoutScale);

    /// <summary>A path as the user knows it: relative to the work directory.</summary>
    public string Relative(string path) => Path.GetRelativePath(Options.Layout.Root, path);

    /// <summary>The files of a folder with these names or patterns that are there, as the user knows them.</summary>
    public IReadOnlyList<string> FilesIn(string folder, params IEnumerable<string> patterns) =>
        Directory.Exists(folder)
            ? [.. patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)).Select(Relative)]
            : [];

    /// <summary>Tells the user something about a distro that must stay visible.</summary>
    public void Say(DistroRun run, string sentence)
    {
        Log.Information("{Distro}: {Sentence}", run.Distro.Id, sentence);
        View.Say(sentence, run.Distro.Id);
    }

    /// <summary>Where a stage of a distro reports how far it is.</summary>
    public StageProgress Progress(DistroRun run, Stage stage) => new(View, run.Distro.Id, stage, Time);

    /// <summary>Closes what the parts hold open.</summary>
    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync().ConfigureAwait(false);
        Media.Dispose();
        Http.Dispose();
        (Log as IDisposable)?.Dispose();
        Lock.Dispose();
    }
}
