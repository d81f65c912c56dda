using System.Reflection;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Runs a plan as the genuine engine does, whose handler of Ctrl-C works on a thread of its own while the plan goes on.</summary>
internal sealed class PlanRun(BuildSession session, NukeBuild build, BuildLog log, BuildExtensions extensions)
{
    private readonly SkipRules _skipRules = new(build.ExecutionPlan);
    private BuildAttempt _attempt;

    public void Execute(IReadOnlyCollection<string> skipped)
    {
        if (skipped is not null)
        {
            _skipRules.SkipByParameter([.. build.ExecutionPlan.Where(x => skipped.Contains(x.Name, StringComparer.OrdinalIgnoreCase))]);
        }

        _skipRules.SkipByStaticConditions();

        var unmet = new Requirements(build, session.Parameters.Parameters).Unmet(
            build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled)
        );
        if (unmet.Count > 0)
        {
            throw new InvalidOperationException(
                unmet[0].Replace(" requires ", "' requires member '", StringComparison.Ordinal) + " to be not null or empty"
            );
        }

        _attempt = new BuildAttempt(session.TemporaryDirectory / BuildAttempt.FileName, session.Surroundings.Arguments, build.Continue);
        try
        {
            foreach (var target in build.ExecutionPlan)
            {
                Run(target, stops: !target.ProceedAfterFailure);
            }
        }
        catch
        {
            RunAssured();
            throw;
        }
    }

    /// <summary>After a signal, once the plan runs: what is assured, and the end.</summary>
    public void Cancel()
    {
        if (_attempt is null)
        {
            return;
        }

        RunAssured();
        Finish();
    }

    /// <summary>Statuses, tables, and the build's own end; at the end of the plan and after a signal too.</summary>
    public void Finish()
    {
        foreach (var target in build.ExecutionPlan)
        {
            target.Status = target.Status switch
            {
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                var status => status,
            };
        }

        session.Host.WriteErrorsAndWarnings();
        session.Host.WriteTargetOutcome(build);
        session.Host.WriteBuildOutcome(build);
        extensions.Tell<IOnBuildFinished>(x => x.OnBuildFinished());
        build.OnBuildFinished();
    }

    private void RunAssured()
    {
        foreach (var target in build.ExecutionPlan.Where(x => x.AssuredAfterFailure && x.Status == ExecutionStatus.Scheduled))
        {
            Run(target, stops: false);
        }
    }

    // Whether the target is still scheduled is not asked.
    private void Run(ExecutableTarget target, bool stops)
    {
        if (target.Status == ExecutionStatus.Skipped || _attempt.HasSucceeded(target) || _skipRules.SkipByDynamicConditions(target))
        {
            target.Status = ExecutionStatus.Skipped;
            build.OnTargetSkipped(target.Name);
        }
        else if (target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
        }
        else
        {
            RunBodies(target, stops);
        }
    }

    private void RunBodies(ExecutableTarget target, bool stops)
    {
        log.RunningTarget = target.Name;
        using var block = session.Host.WriteBlock(target.Name);
        target.Started = session.Surroundings.Clock.GetTimestamp();
        target.Status = ExecutionStatus.Running;
        build.OnTargetRunning(target.Name);
        try
        {
            target.Actions.ForEach(action => action());
            target.Status = ExecutionStatus.Succeeded;
            build.OnTargetSucceeded(target.Name);
            Telemetry.Send(target.Name);
            _attempt.Record(target);
        }
        catch (Exception exception)
        {
            var cause =
                exception is TargetInvocationException or AggregateException && exception.InnerException is { } inner ? inner : exception;
            Log.Error("Target {Target} has thrown an exception\n{Trace}", target.Name, cause);
            target.SummaryInformation[cause.GetType().Name] = cause.Message.Split('\n')[0];
            target.Status = ExecutionStatus.Failed;
            build.OnTargetFailed(target.Name);
            if (stops)
            {
                throw new TargetExecutionException(target.Name, cause);
            }
        }
        finally
        {
            target.Duration = session.Surroundings.Clock.GetElapsedTime(target.Started);
        }
    }
}
