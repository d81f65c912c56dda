namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>Times that no schedule of the same work on the same host can beat, and one that ours never exceeds.</summary>
internal sealed record ScheduleBounds
{
    /// <summary>The longest path through the dependencies.</summary>
    public required TimeSpan LongestPath { get; init; }

    /// <summary>Memory × time of all items, divided by the host's memory.</summary>
    public required TimeSpan Memory { get; init; }

    /// <summary>CPUs × time of all items, divided by the CPUs the host may give away.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>The largest of the three.</summary>
    public TimeSpan Lower => new[] { LongestPath, Memory, Cpu }.Max();

    /// <summary>
    /// What <see cref="Scheduler"/> is proved not to exceed while expectations hold and no host guard interferes.
    /// </summary>
    /// <remarks>
    /// The argument is Graham's for list schedules ("Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17, 1969),
    /// with one term for each resource as in Garey and Graham ("Bounds for multiprocessor scheduling with resource constraints",
    /// SIAM J. Comput. 4, 1975). Every moment of a schedule is of one of three kinds.
    /// (1) A machine waits only for the stagger: at most stagger × machine items in all.
    /// (2) Otherwise, no ready item waits: then the first item of every remaining path runs and the longest gets shorter, so these
    /// moments are at most the longest path L in all.
    /// (3) Otherwise, some ready item waits; the first in line then does not fit, as others wait only when it does. So of some
    /// resource with capacity C more than C - d is in use, d being the largest need of any item; in whole numbers C - d + 1, and
    /// never less than the smallest need n. Such moments are at most W / max(C - d + 1, n), W being need × time of all items.
    /// Together: makespan ≤ L + Σ W / max(C - d + 1, n) + stagger × machine items. As L and W / C of memory and CPUs are the terms
    /// of the lower bound, items that need at most a share s of each resource are done within 1 + Σ 1 / (1 - s) times that bound.
    /// </remarks>
    public required TimeSpan Proved { get; init; }

    /// <summary>The bounds of some work on a host.</summary>
    public static ScheduleBounds Of(WorkGraph graph, HostBudget host) =>
        new()
        {
            LongestPath = graph.LongestPath,
            Memory = Spread(graph, needs => needs.MemoryMiB, host.Capacity),
            Cpu = Spread(graph, needs => needs.Cpus, host.Capacity),
            Proved =
                graph.LongestPath
                + TimeSpan.FromSeconds(
                    Enumerable.Range(0, host.Capacity.Amounts.Count).Sum(resource => SecondsBlockedBy(resource, graph, host.Capacity))
                )
                + (host.Stagger * graph.Items.Count(item => item.RunsMachine)),
        };

    private static double SecondsBlockedBy(int resource, WorkGraph graph, Resources capacity)
    {
        var needs = graph.Items.Where(item => Amount(item) > 0).ToList();
        var work = needs.Sum(item => item.Expected.TotalSeconds * Amount(item));
        return needs.Count == 0 ? 0 : work / Math.Max(capacity.Amounts[resource].Amount - needs.Max(Amount) + 1.0, needs.Min(Amount));

        int Amount(WorkItem item) => item.Needs.Amounts[resource].Amount;
    }

    private static TimeSpan Spread(WorkGraph graph, Func<Resources, int> amount, Resources capacity)
    {
        var work = graph.Items.Sum(item => item.Expected.TotalSeconds * amount(item.Needs));
        return work == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(work / amount(capacity));
    }
}
