namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>Plays a schedule with expected durations in no time.</summary>
internal static class Simulation
{
    /// <summary>Every item with its start and end, in the order of the starts.</summary>
    public static IReadOnlyList<PlannedItem> Run(WorkGraph graph, HostBudget host)
    {
        var scheduler = new Scheduler(graph, host);
        var planned = new List<PlannedItem>();
        var running = new List<RunningItem>();
        var over = new HashSet<ItemId>();
        var now = TimeSpan.Zero;
        TimeSpan? lastMachine = null;
        while (over.Count < graph.Items.Count)
        {
            var decision = scheduler.Decide(
                new ScheduleState
                {
                    Now = now,
                    Running = running,
                    Over = over,
                    LastMachineStart = lastMachine,
                }
            );
            foreach (var item in decision.Starts)
            {
                running.Add(new RunningItem(item, now));
                planned.Add(new PlannedItem(item, now, now + item.Expected));
                lastMachine = item.RunsMachine ? now : lastMachine;
            }

            now = running.Select(item => item.ExpectedEnd(now)).Concat(decision.LookAgain is { } moment ? [moment] : []).Min();
            over.UnionWith(running.Where(item => item.ExpectedEnd(now) == now).Select(item => item.Item.Id));
            running.RemoveAll(item => over.Contains(item.Item.Id));
        }

        return planned;
    }
}
