using MailFactory.Testing.Scheduling.Durations;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>Turns what a run is to do into items, and foretells how it goes.</summary>
internal static class Schedule
{
    /// <summary>The items of a run: each stage waits for the one before it of the same distro, and for nobody else's.</summary>
    public static WorkGraph Graph(IReadOnlyList<DistroPlan> distros, DurationHistory durations) =>
        new([
            .. distros.SelectMany(plan =>
                plan.Stages.Select(
                    (stage, index) =>
                        new WorkItem
                        {
                            Id = new ItemId(plan.Distro.Id, stage),
                            Needs = StageNeeds.Of(plan, stage),
                            KeptDiskGiB = StageNeeds.KeptDiskGiB(plan, stage),
                            DependsOn = index == 0 ? [] : [new ItemId(plan.Distro.Id, plan.Stages[index - 1])],
                            Expected = plan.Needless.Contains(stage)
                                ? TimeSpan.Zero
                                : durations.Expected(plan.Distro, stage, plan.Accelerator),
                        }
                )
            ),
        ]);

    /// <summary>How the run is expected to go; throws <see cref="ScheduleException"/> when something can never fit.</summary>
    public static SchedulePlan Forecast(IReadOnlyList<DistroPlan> distros, HostBudget host, DurationHistory durations) =>
        Forecast(Graph(distros, durations), host);

    /// <summary>How work is expected to go in which nothing waits for a later stage; throws as the other.</summary>
    internal static SchedulePlan Forecast(WorkGraph graph, HostBudget host)
    {
        var items = Simulation.Run(graph, host);
        return new SchedulePlan
        {
            Host = host,
            Items = items,
            Makespan = PlanFacts.End(items),
            Bounds = ScheduleBounds.Of(graph, host),
            SerialTime = new TimeSpan(items.Sum(item => item.Item.Expected.Ticks)),
            BarrierTime = PlanFacts.End(Simulation.Run(PlanFacts.WithBarriers(graph), host)),
            Peak = PlanFacts.Peak(items),
            PeakDiskGiB = PlanFacts.PeakDiskGiB(items),
            CriticalPath = PlanFacts.CriticalPath(items),
            Waves = PlanFacts.Waves(items),
        };
    }
}
