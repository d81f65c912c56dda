using System.Reflection;
using Nuke.Common.Output;
using Nuke.Common.Planning;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Runs the targets of a plan, one after another.</summary>
internal sealed class BuildExecutor(
    BuildSession session,
    NukeBuild build,
    BuildLog log,
    BuildAttempt attempt,
    BuildExtensions extensions,
    Func<bool> isCancelled
)
{
    private readonly SkipRules _skipRules = new(build.ExecutionPlan);

    /// <summary>Runs the plan up to its end, its first failure that stops it, or a signal.</summary>
    public void RunPlan()
    {
        foreach (var target in build.ExecutionPlan)
        {
            if (isCancelled())
            {
                return;
            }

            Run(target);
            if (target.Status is ExecutionStatus.Failed or ExecutionStatus.NotRun or ExecutionStatus.Aborted && !target.ProceedAfterFailure)
            {
                return;
            }
        }
    }

    /// <summary>After the plan: targets that still have no turn are not run, except those assured after a failure.</summary>
    public void RunAssured()
    {
        foreach (var target in build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Running).ToList())
        {
            target.Status = ExecutionStatus.Aborted;
            target.Duration = session.Surroundings.Clock.GetElapsedTime(target.Started);
        }

        foreach (var target in build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled))
        {
            if (target.AssuredAfterFailure)
            {
                Run(target);
            }
            else
            {
                target.Status = ExecutionStatus.NotRun;
            }
        }
    }

    private void Run(ExecutableTarget target)
    {
        if (target.Status == ExecutionStatus.Scheduled && attempt.HasSucceeded(target))
        {
            target.Status = ExecutionStatus.Skipped;
        }

        if (target.Status == ExecutionStatus.Skipped || IsSkippedNow(target))
        {
            extensions.Tell<IOnTargetSkipped>(x => x.OnTargetSkipped(target));
            build.OnTargetSkipped(target.Name);
        }
        else if (target.Status == ExecutionStatus.Scheduled && target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
        }
        else if (target.Status == ExecutionStatus.Scheduled)
        {
            RunBodies(target);
        }
    }

    private bool IsSkippedNow(ExecutableTarget target)
    {
        try
        {
            return _skipRules.SkipByDynamicConditions(target);
        }
        catch (ConditionException exception)
        {
            Log.Error(exception, "{Message}", exception.Message);
            target.Status = ExecutionStatus.NotRun;
            return false;
        }
    }

    private void RunBodies(ExecutableTarget target)
    {
        var clock = session.Surroundings.Clock;
        target.Started = clock.GetTimestamp();
        target.Status = ExecutionStatus.Running;
        session.JustSaid = null;
        log.RunningTarget = target.Name;
        using var block = session.Host.WriteBlock(target.Name);
        try
        {
            extensions.Tell<IOnTargetRunning>(x => x.OnTargetRunning(target));
            build.OnTargetRunning(target.Name);
            log.ApplyVerbosity();
            foreach (var action in target.Actions)
            {
                action();
            }

            Finish(target, ExecutionStatus.Succeeded);
            attempt.Record(target);
            extensions.Tell<IOnTargetSucceeded>(x => x.OnTargetSucceeded(target));
            build.OnTargetSucceeded(target.Name);
        }
        catch (Exception exception)
        {
            Fail(target, Cause(exception));
        }
        finally
        {
            target.Duration = clock.GetElapsedTime(target.Started);
            log.RunningTarget = null;
        }
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        var message = exception.Message.Trim();
        TargetNotes.Of(target).Cause = $"{(isCancelled() ? "Cancelled" : exception.GetType().Name)}: {message}";
        Finish(target, isCancelled() ? ExecutionStatus.Aborted : ExecutionStatus.Failed);
        log.RunningTarget = null;
        session.JustSaid = $"Target {target.Name} {(isCancelled() ? "aborted" : "failed")}: {message}";
        Log.Error(exception, "{Message}", session.JustSaid);
        extensions.Tell<IOnTargetFailed>(x => x.OnTargetFailed(target));
        build.OnTargetFailed(target.Name);
    }

    /// <summary>A target that a signal has already taken the turn from stays aborted.</summary>
    private static void Finish(ExecutableTarget target, ExecutionStatus status)
    {
        if (target.Status != ExecutionStatus.Aborted)
        {
            target.Status = status;
        }
    }

    private static Exception Cause(Exception exception)
    {
        while (
            exception is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
            && exception.InnerException is { } inner
        )
        {
            exception = inner;
        }

        return exception;
    }
}
