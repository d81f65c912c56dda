using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>The part of a run in which things happen: events, targets, summary, and the orderly end after a signal.</summary>
internal sealed class BuildRun : IDisposable
{
    private readonly BuildSession _session;
    private readonly NukeBuild _build;
    private readonly bool _ownsProcess;
    private readonly BuildLog _log;
    private readonly BuildExecutor _executor;
    private readonly BuildAttempt _attempt;
    private readonly BuildExtensions _extensions;
    private readonly IReadOnlyList<ExecutableTarget> _targets;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _started;
    private readonly long _stamp;
    private int _ending;

    public BuildRun(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets, bool ownsProcess)
    {
        _targets = targets;
        _extensions = new BuildExtensions(build);
        _session = session;
        _build = build;
        _ownsProcess = ownsProcess;
        _started = session.Surroundings.Clock.GetLocalNow();
        _stamp = session.Surroundings.Clock.GetTimestamp();
        _log = new BuildLog(session);
        session.Warnings = _log.Warnings;
        _attempt = new BuildAttempt(session.TemporaryDirectory / BuildAttempt.FileName, session.Surroundings.Arguments, build.Continue);
        Signals = new Signals(session.Surroundings.Clock, session.Surroundings.Grace, TakeOver);
        _executor = new BuildExecutor(session, build, _log, _attempt, _extensions, () => Signals.IsCancelled);
        if (ownsProcess)
        {
            Signals.Register();
        }
    }

    public Signals Signals { get; }

    private int ExitCode => _build.ExitCode ?? Signals.ExitCode ?? (_build.IsSucceeding ? 0 : -1);

    /// <summary>Runs everything; the exit code.</summary>
    /// <param name="applySkips">Marks the targets that are skipped from the start.</param>
    /// <exception cref="UsageException">A requirement is not met; no target has run.</exception>
    public int Execute(Action applySkips)
    {
        if (Prepare(applySkips))
        {
            _executor.RunPlan();
        }

        End();

        // If a signal's take-over was faster, it ends the process when it is done.
        _ended.Task.Wait();
        return ExitCode;
    }

    public void Dispose()
    {
        Signals.Dispose();
        _log.Dispose();
    }

    private bool Prepare(Action applySkips)
    {
        try
        {
            _extensions.Tell<IOnBuildCreated>(x => x.OnBuildCreated(_targets));
            _build.OnBuildCreated();
            if (!_build.NoLogo)
            {
                _session.Host.WriteLogo();
            }

            _extensions.Tell<IOnBuildInitialized>(x => x.OnBuildInitialized(_targets, _build.ExecutionPlan));
            _build.OnBuildInitialized();
            applySkips();
        }
        catch (Exception exception) when (exception is not UsageException)
        {
            _session.JustSaid = $"The build did not start: {exception.Message}";
            Log.Error(exception, "{Message}", _session.JustSaid);
            _build.HasFailed = true;
            foreach (var target in _build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled))
            {
                target.Status = ExecutionStatus.NotRun;
            }

            return false;
        }

        var unmet = new Requirements(_build, _session.Parameters.Parameters).Unmet(
            _build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled)
        );
        if (unmet.Count > 0)
        {
            throw new UsageException(unmet);
        }

        if (_attempt.IsChanged)
        {
            Log.Warning("--continue: the last attempt was called with other arguments, so everything starts again");
        }

        return true;
    }

    /// <summary>Assured targets, table and the build's own end; once, by whoever comes first.</summary>
    private void End()
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
        {
            return;
        }

        try
        {
            _executor.RunAssured();
            _session.Host.WriteErrorsAndWarnings();
            _session.Host.WriteTargetOutcome(_build);
            _session.Host.WriteBuildOutcome(_build);
            _extensions.Tell<IOnBuildFinished>(x => x.OnBuildFinished());
            _build.OnBuildFinished();
        }
        catch (Exception exception)
        {
            Log.Error(exception, "The build did not end well: {Message}", exception.Message);
            _build.HasFailed = true;
        }
        finally
        {
            if (_session.IsOn(nameof(BuiltInParameters.Json)))
            {
                _session.Console.Result.WriteLine(
                    JsonResult.Of(_build, _session, _started, _session.Surroundings.Clock.GetElapsedTime(_stamp), ExitCode)
                );
            }

            _ended.TrySetResult();
        }
    }

    private void TakeOver()
    {
        if (_ended.Task.IsCompleted)
        {
            return;
        }

        End();
        if (_ended.Task.IsCompleted && _ownsProcess)
        {
            _session.Console.Out.Flush();
            _session.Console.Result.Flush();
            Environment.Exit(ExitCode);
        }
    }
}
