using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Media.Store;
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
    public required RunFrame Frame { get; init; }

    public required WorkDirectoryLock Lock { get; init; }

    /// <summary>The run before this one, when its build was killed; null when there is none or its results do not count.</summary>
    public InterruptedRun? Interrupted { get; init; }

    public required DistroCatalog Catalog { get; init; }

    public required HttpClient Http { get; init; }

    public required MediaStore Media { get; init; }

    public required ArchiveStore Archives { get; init; }

    public required AnswerFileRenderer AnswerFiles { get; init; }

    public required InstallEventListener Events { get; init; }

    public required LeaseRegistry Leases { get; init; }

    public required string QemuVersion { get; init; }

    /// <summary>What is expected to fail.</summary>
    public KnownIssues Known { get; init; } = KnownIssues.None;

    public required RunRecorder Recorder { get; init; }

    public RunOptions Options => Frame.Options;

    public TimeProvider Time => Frame.Time;

    public AcceleratorReport Accelerator => Frame.Accelerator;

    public ILogger Log => Frame.Log;

    public TimeSpan Scaled(TimeSpan timeout) => Frame.Scaled(timeout);

    public IReadOnlyList<string> FilesIn(string folder, params IEnumerable<string> patterns) => Frame.FilesIn(folder, patterns);

    public void Say(DistroRun run, string sentence) => Frame.Say(run, sentence);

    public StageProgress Progress(DistroRun run, Stage stage) => Frame.Progress(run, stage);

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
