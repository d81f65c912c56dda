using MailFactory.Testing.Amounts;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports.Evidence;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>One run of the matrix, as the build's targets see it: start it, wait for each stage, report.</summary>
public sealed class MatrixSession : IAsyncDisposable
{
    private readonly RunServices _services;
    private readonly SessionSchedule _schedule;
    private readonly RequestWatch _requests;
    private readonly MatrixRun _run;
    private readonly TextWriter _console;
    private readonly long _stamp;

    private MatrixSession(RunServices services, SessionSchedule schedule, RequestWatch requests, MatrixRun run, TextWriter console)
    {
        _services = services;
        _schedule = schedule;
        _requests = requests;
        _run = run;
        _console = console;
        _stamp = services.Frame.Time.GetTimestamp();
    }

    /// <summary>
    /// Throws <see cref="RunOptionsException"/> when targets are left out between the first and the last stage that is not: a stage
    /// cannot work without the ones before it.
    /// </summary>
    /// <param name="planned">The stages of the plan.</param>
    /// <param name="skipped">The stages among them that are skipped.</param>
    public static void CheckSkipped(IReadOnlyList<Stage> planned, IReadOnlyList<Stage> skipped)
    {
        foreach (var stage in planned.Except(skipped))
        {
            var missing = planned.Where(other => other < stage && skipped.Contains(other)).ToList();
            if (missing.Count > 0)
            {
                throw new RunOptionsException(
                    $"--skip: {StageRow.Of(stage).Target} needs {StageRow.Of(missing[^1]).Target}; a stage whose earlier result still holds is passed "
                        + "over by itself, so leave --skip out, or name the last stage that is wanted as the target"
                );
            }
        }
    }

    /// <summary>
    /// Proves the accelerator and starts all distros; throws what <see cref="SessionErrors"/> classifies when the host or the
    /// command line does not allow it.
    /// </summary>
    public static async Task<MatrixSession> StartAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        RunOptionsCheck.Check(options);
        var distros = RunOptionsCheck.Select(options);
        var taken = await SessionServices.LockAsync(options, cancellationToken).ConfigureAwait(false);
        var interrupted = InterruptedRun.Find(options.Layout);
        await (interrupted?.ReportAsync(options.Layout, console, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        var recorder = SessionRecord.Start(options, distros, stages, console);
        try
        {
            return await StartAsync(options, distros, stages, (taken, recorder, interrupted), console, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await SessionRecord.EndAsync(recorder, SessionErrors.ClassOf(error)).ConfigureAwait(false);
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Whether any distro has not failed yet, so that a later stage has something to do.</summary>
    public bool IsAnyDistroLeft =>
        _run
            .Distros.Select(distro => distro.Id)
            .Except(_run.Ended.Where(result => result.FailureClass != FailureClass.None).Select(result => result.Distro))
            .Any();

    /// <summary>Waits until a stage is over for every distro, shows the progress meanwhile, and prints a line for each.</summary>
    public async Task<StageSummary> WhenOverAsync(Stage stage)
    {
        var over = _run.WhenOverAsync(stage);
        await _services.Frame.View.ShowWhileAsync(over).ConfigureAwait(false);
        var summary = new StageSummary(stage, await over.ConfigureAwait(false));
        await _console.WriteLineAsync(summary.Text).ConfigureAwait(false);
        return summary;
    }

    /// <summary>
    /// Waits until all stages are over for every distro; after the token was cancelled, that is when everything has unwound.
    /// </summary>
    public Task WhenAllOverAsync() => _run.WhenAllOverAsync();

    /// <summary>Writes the reports of everything that has ended and prints the summary.</summary>
    public async Task<RunResult> ReportAsync(CancellationToken cancellationToken)
    {
        var result = await EvidenceBundle.WriteAllAsync(Result(), _services.Frame.Options.Layout, cancellationToken).ConfigureAwait(false);
        var files = await ReportFiles.WriteAsync(result, _services.Frame.Options.Layout, cancellationToken).ConfigureAwait(false);
        foreach (var sentence in files.PassedOver)
        {
            await _console.WriteLineAsync(sentence).ConfigureAwait(false);
        }

        foreach (var remark in _services.Known.Remarks(files.Runs))
        {
            await _console.WriteLineAsync(remark).ConfigureAwait(false);
        }

        await _console.WriteLineAsync(ConsoleSummary.Render(result, _services.Frame.Relative(files.Markdown))).ConfigureAwait(false);
        return result;
    }

    /// <summary>Waits until everything that was started has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync().ConfigureAwait(false);
        await _requests.DisposeAsync().ConfigureAwait(false);
        await SessionRecord.EndAsync(_services.Recorder, Result().FailureClass).ConfigureAwait(false);
        _schedule.Durations.Dispose();
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<MatrixSession> StartAsync(
        RunOptions options,
        IReadOnlyList<Distro> distros,
        IReadOnlyList<Stage> stages,
        (WorkDirectoryLock Taken, RunRecorder Recorder, InterruptedRun? Interrupted) work,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var services = await SessionServices
            .CreateAsync(options, stages, work.Taken, work.Recorder, console, cancellationToken)
            .ConfigureAwait(false) with
        {
            Interrupted = options.Fresh ? null : work.Interrupted,
        };
        try
        {
            return Start(services, distros, stages, console, cancellationToken);
        }
        catch
        {
            await services.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static MatrixSession Start(
        RunServices services,
        IReadOnlyList<Distro> distros,
        IReadOnlyList<Stage> stages,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var recorder = services.Recorder;
        var schedule = SessionSchedule.Create(services.Frame, recorder, SessionServices.Describe(services), distros, stages);
        var requests = RequestWatch.Start(services.Frame, recorder);
        var runner = new StageRunner(services.Frame.Time, services.Frame.Log)
        {
            Killed = (distro, stage) => requests.Switches.TokenOf(new ItemId(distro.Id, stage)),
            Started = (distro, stage) =>
                recorder.Record(now => new StageStarted
                {
                    Time = now,
                    Distro = distro.Id,
                    Stage = stage,
                }),
            Explain = services.Known.Mark,
            TimeoutOf = stage => StageRow.Of(stage).Scaled(services.Frame.Accelerator.TimeoutScale, services.Frame.Options.TimeoutScale),
            HalfOver = (distro, stage, timeout) => SayHalfOver(services.Frame, recorder.Status, distro, stage, timeout),
        };
        var run = new MatrixRun(
            distros,
            [.. SessionServices.Stages(services).Where(work => stages.Contains(work.Stage))],
            schedule.Loop,
            runner
        )
        {
            StageEnded = EndedAsync,
            ShortageOf = schedule.Guard.Missing,
        };
        run.Start(cancellationToken);
        return new MatrixSession(services, schedule, requests, run, console);

        Task EndedAsync(StageResult result, bool wasReached)
        {
            if (wasReached)
            {
                services.Frame.View.Report(Over(result));
            }

            recorder.Record(now => new StageEnded { Time = now, Result = result });
            return schedule.Durations.RecordAsync(result);
        }
    }

    // The install monitor warns by itself, and knows more.
    private static void SayHalfOver(RunFrame frame, RunStatus status, Distro distro, Stage stage, TimeSpan timeout)
    {
        var phase = status.State.Item(distro.Id, stage) is { } item ? status.ProgressOf(item)?.Phase : null;
        if (stage != Stage.Install)
        {
            frame.Say(
                distro,
                $"half of the {Spans.Minutes(timeout)} allowed for {RunWords.Of(stage)} have passed, in '{phase ?? "its beginning"}'"
            );
        }
    }

    private RunResult Result() =>
        SessionResult.Of(
            _services.Recorder.Status.State,
            SessionServices.Describe(_services),
            _services.Frame.Options.Image,
            _schedule.Host,
            _run,
            _services.Frame.Time.GetElapsedTime(_stamp)
        );

    private static StageProgressed Over(StageResult result) =>
        new()
        {
            Time = result.Started + result.Duration,
            Distro = result.Distro,
            Stage = result.Stage,
            Phase = RunWords.Of(result.Verdict),
            Elapsed = result.Duration,
            IsOver = true,
        };
}
