using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Media;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using Serilog;

namespace MailFactory.Testing.Pipeline;

/// <summary>The parts that the stages of one run share.</summary>
internal sealed record RunServices : IAsyncDisposable
{
    public required RunOptions Options { get; init; }

    public required WorkDirectoryLock Lock { get; init; }

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

    public required RunRecorder Recorder { get; init; }

    public required SessionView View { get; init; }

    public required ILogger Log { get; init; }

    public MediaOptions MediaOptions => new()
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
        InstallRules.Load(Path.Combine(Options.Repository, "preseeds", "installers"), Catalog.FamilyOf(distro).Installer);

    /// <summary>A timeout that is right for the accelerator and the user's own factor.</summary>
    public TimeSpan Scaled(TimeSpan timeout) => timeout * (Accelerator.TimeoutScale * Options.TimeoutScale);

    /// <summary>A path as the user knows it: relative to the work directory.</summary>
    public string Relative(string path) => Path.GetRelativePath(Options.Layout.Root, path);

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
