namespace MailFactory.Testing.Scheduling;

/// <summary>
/// Decides which items start now. It knows no clock and changes nothing: the same state gives the same decision.
/// Items go by the longest path to the end; one that does not fit keeps its place, and others only fill the gap before it.
/// </summary>
internal sealed class Scheduler
{
    /// <summary>How long a loaded host is left alone before it is asked again.</summary>
    public static readonly TimeSpan GuardInterval = TimeSpan.FromSeconds(15);

    private readonly HostBudget _host;

    /// <summary>
    /// Prepares a schedule; throws <see cref="ScheduleException"/> naming all items that can never fit, with the numbers.
    /// </summary>
    /// <param name="graph">The work.</param>
    /// <param name="host">What the work may take.</param>
    public Scheduler(WorkGraph graph, HostBudget host)
    {
        var misfits = Misfits.Of(graph, host.Capacity).ToList();
        if (misfits.Count > 0)
        {
            throw new ScheduleException(string.Join("; ", misfits));
        }

        Graph = graph;
        _host = host;
    }

    /// <summary>The work.</summary>
    public WorkGraph Graph { get; }

    /// <summary>
    /// Whether the host is too busy for one more machine. It is not asked when nothing runs: then waiting would not help, and
    /// somebody else's load must not stop the run for ever.
    /// </summary>
    public Func<WorkItem, bool> IsTooBusyFor { get; init; } = _ => false;

    /// <summary>The items to start in this state.</summary>
    public ScheduleDecision Decide(ScheduleState state)
    {
        var running = state.Running.ToList();
        var free = running.Aggregate(_host.Capacity, (left, item) => left - item.Item.Needs);
        var lastMachine = state.LastMachineStart;
        var starts = new List<WorkItem>();
        TimeSpan? lookAgain = null;
        Reservation? place = null;
        foreach (var item in Graph.Ready(state))
        {
            if (!item.Needs.FitIn(free))
            {
                place ??= Reservation.For(item, free, running, state.Now);
                continue;
            }

            if (place?.TryPass(item, state.Now) == false)
            {
                continue;
            }

            // A machine that waits for the others to settle keeps what it needs.
            free -= item.Needs;
            if (item.RunsMachine && HoldUntil(item, state.Now, lastMachine, isIdle: running.Count == 0) is { } later)
            {
                lookAgain = lookAgain < later ? lookAgain : later;
                continue;
            }

            starts.Add(item);
            running.Add(new RunningItem(item, state.Now));
            lastMachine = item.RunsMachine ? state.Now : lastMachine;
        }

        return new ScheduleDecision(starts, lookAgain);
    }

    private TimeSpan? HoldUntil(WorkItem item, TimeSpan now, TimeSpan? lastMachine, bool isIdle)
    {
        if (lastMachine + _host.Stagger > now)
        {
            return lastMachine + _host.Stagger;
        }

        return !isIdle && IsTooBusyFor(item) ? now + GuardInterval : null;
    }
}
