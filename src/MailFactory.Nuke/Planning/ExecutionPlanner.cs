using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Planning;

/// <summary>Decides which targets are in the plan, and in which order.</summary>
internal static class ExecutionPlanner
{
    /// <summary>
    /// The invoked targets (the default ones if there are none) with everything they depend on or trigger. Each comes after
    /// what it has to come after; targets that are independent of each other stay in declaration order.
    /// </summary>
    /// <exception cref="UsageException">A target does not exist, or targets depend on each other in a circle.</exception>
    public static IReadOnlyList<ExecutableTarget> Plan(IReadOnlyList<ExecutableTarget> targets, IReadOnlyCollection<string> invoked)
    {
        var ordered = Order(targets);
        foreach (var target in invoked.Count > 0 ? Find(targets, invoked) : targets.Where(x => x.IsDefault))
        {
            target.Invoked = true;
        }

        var wanted = new HashSet<ExecutableTarget>();
        foreach (var target in targets.Where(x => x.Invoked))
        {
            Want(target, wanted);
        }

        foreach (var target in wanted)
        {
            target.Status = ExecutionStatus.Scheduled;
        }

        return [.. ordered.Where(wanted.Contains)];
    }

    /// <summary>The targets of these names with everything they depend on or trigger, in order; nothing is scheduled.</summary>
    /// <exception cref="UsageException">A target does not exist, or targets depend on each other in a circle.</exception>
    public static IReadOnlyList<ExecutableTarget> Closure(IReadOnlyList<ExecutableTarget> targets, IEnumerable<string> names)
    {
        var wanted = new HashSet<ExecutableTarget>();
        foreach (var target in Find(targets, names))
        {
            Want(target, wanted);
        }

        return [.. Order(targets).Where(wanted.Contains)];
    }

    /// <summary>The targets of these names, in any spelling.</summary>
    /// <exception cref="UsageException">There is no target of that name.</exception>
    public static IReadOnlyList<ExecutableTarget> Find(IReadOnlyList<ExecutableTarget> targets, IEnumerable<string> names)
    {
        var declared = TargetNames.Declared(names, [.. targets.Select(x => x.Name)]);
        return [.. declared.Select(name => targets.First(x => x.Name == name))];
    }

    /// <summary>Adds a target with everything it depends on or triggers.</summary>
    public static void Want(ExecutableTarget target, HashSet<ExecutableTarget> wanted)
    {
        if (!wanted.Add(target))
        {
            return;
        }

        foreach (var other in target.ExecutionDependencies.Concat(target.Triggers))
        {
            Want(other, wanted);
        }
    }

    /// <summary>All targets, each after what it has to come after; otherwise as they are declared.</summary>
    /// <exception cref="UsageException">Targets depend on each other in a circle.</exception>
    public static IReadOnlyList<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> targets)
    {
        var position = targets.Select((target, index) => (target, index)).ToDictionary(x => x.target, x => x.index);
        var ordered = new List<ExecutableTarget>();
        var done = new HashSet<ExecutableTarget>();
        var path = new List<ExecutableTarget>();
        foreach (var target in targets)
        {
            Visit(target);
        }

        return ordered;

        void Visit(ExecutableTarget target)
        {
            if (done.Contains(target))
            {
                return;
            }

            if (path.IndexOf(target) is var start and >= 0)
            {
                throw new UsageException(
                    $"Targets depend on each other in a circle: {string.Join(" -> ", path.Skip(start).Append(target).Select(x => x.Name))}."
                );
            }

            path.Add(target);
            foreach (var earlier in target.AllDependencies.OrderBy(x => position[x]))
            {
                Visit(earlier);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(target);
            ordered.Add(target);
        }
    }
}
