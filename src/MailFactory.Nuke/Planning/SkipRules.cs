using Nuke.Common.Execution;

namespace Nuke.Common.Planning;

/// <summary>Marks the targets of a plan that are skipped, and those that are then needed by nobody.</summary>
internal sealed class SkipRules(IReadOnlyCollection<ExecutableTarget> plan)
{
    /// <summary>
    /// Applies <c>--skip</c>: these targets, or all that were not invoked if there are none; an invoked target is never left out.
    /// </summary>
    public void SkipByParameter(IReadOnlyCollection<ExecutableTarget> named)
    {
        foreach (var target in plan.Where(x => !x.Invoked && (named.Count == 0 || named.Contains(x))))
        {
            Skip(target, "via parameter");
        }
    }

    /// <summary>Applies the conditions that are asked before anything runs.</summary>
    /// <exception cref="ConditionException">A condition threw.</exception>
    public void SkipByStaticConditions()
    {
        foreach (var target in plan)
        {
            if (target.Status == ExecutionStatus.Scheduled && Unmet(target, target.StaticConditions))
            {
                Skip(target, reason: null);
            }
        }
    }

    /// <summary>Applies the conditions that are asked when it is the target's turn; true if it is skipped.</summary>
    /// <exception cref="ConditionException">A condition threw.</exception>
    public bool SkipByDynamicConditions(ExecutableTarget target)
    {
        if (!Unmet(target, target.DynamicConditions))
        {
            return false;
        }

        Skip(target, reason: null);
        return true;
    }

    private static bool Unmet(ExecutableTarget target, List<(string Text, Func<bool> Delegate)> conditions)
    {
        foreach (var (text, condition) in conditions)
        {
            try
            {
                if (condition())
                {
                    continue;
                }
            }
            catch (Exception exception)
            {
                throw new ConditionException(target, text, exception);
            }

            target.OnlyWhen = text;
            return true;
        }

        return false;
    }

    private void Skip(ExecutableTarget target, string reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
        {
            return;
        }

        target.Status = ExecutionStatus.Skipped;
        target.Skipped = reason;
        if (target.DependencyBehavior == DependencyBehavior.Execute)
        {
            return;
        }

        foreach (var other in target.ExecutionDependencies.Concat(target.Triggers).Where(x => !x.Invoked && !IsNeeded(x)))
        {
            Skip(other, $"because of {target.Name}");
        }
    }

    /// <summary>Whether a target that was not skipped depends on it or triggers it.</summary>
    private bool IsNeeded(ExecutableTarget target) =>
        plan.Any(x => x.Status != ExecutionStatus.Skipped && (x.ExecutionDependencies.Contains(target) || x.Triggers.Contains(target)));
}
