using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Pipeline;

/// <summary>One run of the matrix, as the build's targets see it: start it, wait for each stage, report.</summary>
public sealed class MatrixSession : IAsyncDisposable
{
    private static readonly (string Target, Stage Stage)[] _targets =
    [
        ("DownloadIsos", Stage.Download),
        ("VerifyIsos", Stage.Verify),
        ("CreateVms", Stage.Create),
        ("MonitorInstalls", Stage.Install),
        ("ArchiveVms", Stage.Archive),
        ("TestMailServer", Stage.MailTest),
    ];

    private readonly RunServices _services;
    private readonly SessionSchedule _schedule;
    private readonly MatrixRun _run;
    private readonly TextWriter _console;
    private readonly long _stamp;

    private MatrixSession(RunServices services, SessionSchedule schedule, MatrixRun run, TextWriter console)
    {
        _services = services;
        _schedule = schedule;
        _run = run;
        _console = console;
        _stamp = services.Time.GetTimestamp();
    }

    /// <summary>The stages behind the targets with these names, in their order.</summary>
    public static IReadOnlyList<Stage> StagesOf(IEnumerable<string> targets) =>
        [.. _targets.Where(pair => targets.Contains(pair.Target)).Select(pair => pair.Stage)];

    /// <summary>
    /// Proves the accelerator and starts all distros; throws what <see cref="SessionErrors"/> classifies when the host or the
    /// command line does not allow it.
    /// </summary>
    public static async Task<MatrixSession> StartAsync(RunOptions options, IReadOnlyList<Stage> stages, TextWriter console, CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var distros = RunOptionsCheck.Select(options);
        var taken = await SessionServices.LockAsync(options, cancellationToken).ConfigureAwait(false);
        var recorder = SessionRecord.Start(options, distros, stages, console);
        try
        {
            return await StartAsync(options, distros, stages, taken, recorder, console, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await SessionRecord.EndAsync(recorder, SessionErrors.ClassOf(error)).ConfigureAwait(false);
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Whether any distro has not failed yet, so that a later stage has something to do.</summary>
    public bool IsAnyDistroLeft => _run.Distros.Select(distro => distro.Id)
        .Except(_run.Ended.Where(result => result.FailureClass != FailureClass.None).Select(result => result.Distro))
        .Any();

    /// <summary>Waits until a stage is over for every distro, shows the progress meanwhile, and prints a line for each.</summary>
    public async Task<StageSummary> WhenOverAsync(Stage stage)
    {
        var over = _run.WhenOverAsync(stage);
        await _services.View.ShowWhileAsync(over).ConfigureAwait(false);
        var summary = new StageSummary(stage, await over.ConfigureAwait(false));
        await _console.WriteLineAsync(summary.Text).ConfigureAwait(false);
        return summary;
    }

    /// <summary>Writes the reports of everything that has ended and prints the summary.</summary>
    public async Task<RunResult> ReportAsync(CancellationToken cancellationToken)
    {
        var result = Result();
        var files = await ReportFiles.WriteAsync(result, _services.Options.Layout, cancellationToken).ConfigureAwait(false);
        await _console.WriteLineAsync(ConsoleSummary.Render(result, _services.Relative(files.Markdown))).ConfigureAwait(false);
        return result;
    }

    /// <summary>Waits until everything that was started has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync().ConfigureAwait(false);
        await SessionRecord.EndAsync(_services.Recorder, Result().FailureClass).ConfigureAwait(false);
        _schedule.Durations.Dispose();
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<MatrixSession> StartAsync(
        RunOptions options, IReadOnlyList<Distro> distros, IReadOnlyList<Stage> stages, WorkDirectoryLock taken, RunRecorder recorder, TextWriter console, CancellationToken cancellationToken)
    {
        var services = await SessionServices.CreateAsync(options, taken, recorder, console, cancellationToken).ConfigureAwait(false);
        var schedule = SessionSchedule.Create(services, distros, stages);
        var runner = new StageRunner(services.Time, services.Log)
        {
            Started = (run, stage) => recorder.Record(now => new StageStarted { Time = now, Distro = run.Distro.Id, Stage = stage }),
            Ended = result => services.View.Report(Over(result)),
        };
        var run = new MatrixRun(
            [.. distros.Select(distro => new DistroRun(distro))],
            [.. SessionServices.Stages(services).Where(work => stages.Contains(work.Stage))],
            schedule.Loop,
            runner)
        {
            Learn = LearnAsync,
            Missing = new ResourceGuard(new HostFactsReader(), options.Layout.Root, guardsMemory: options.HostMemoryMiB is null).Missing,
        };
        run.Start(cancellationToken);
        return new MatrixSession(services, schedule, run, console);

        Task LearnAsync(StageResult result)
        {
            recorder.Record(now => new StageEnded { Time = now, Result = result });
            return schedule.Durations.RecordAsync(result);
        }
    }

    private RunResult Result() => SessionResult.Of(_services, _schedule.Host, _run, _services.Time.GetElapsedTime(_stamp));

    private static ProgressUpdate Over(StageResult result) => new()
    {
        Distro = result.Distro,
        Stage = result.Stage,
        Phase = result.Verdict.ToString().ToLowerInvariant(),
        Elapsed = result.Duration,
        IsOver = true,
    };
}
