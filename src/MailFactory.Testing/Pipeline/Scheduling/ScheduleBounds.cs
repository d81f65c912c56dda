namespace MailFactory.Testing.Pipeline.Scheduling;

/// <summary>Times that no schedule of the same work on the same host can beat.</summary>
public sealed record ScheduleBounds
{
    /// <summary>The longest path through the dependencies.</summary>
    public required TimeSpan LongestPath { get; init; }

    /// <summary>Memory × time of all items, divided by the host's memory.</summary>
    public required TimeSpan Memory { get; init; }

    /// <summary>CPUs × time of all items, divided by the CPUs the host may give away.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>The largest of the three.</summary>
    public TimeSpan Lower => new[] { LongestPath, Memory, Cpu }.Max();

    /// <summary>The bounds of some work on a host.</summary>
    public static ScheduleBounds Of(WorkGraph graph, HostBudget host) => new()
    {
        LongestPath = graph.LongestPath,
        Memory = Spread(graph, needs => needs.MemoryMiB, host.Capacity),
        Cpu = Spread(graph, needs => needs.Cpus, host.Capacity),
    };

    private static TimeSpan Spread(WorkGraph graph, Func<Resources, int> amount, Resources capacity)
    {
        var work = graph.Items.Sum(item => item.Expected.TotalSeconds * amount(item.Needs));
        return work == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(work / amount(capacity));
    }
}
