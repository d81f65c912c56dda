using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>What can be read off a planned schedule.</summary>
internal static class PlanFacts
{
    /// <summary>When the last item is over.</summary>
    public static TimeSpan End(IReadOnlyList<PlannedItem> items) => items.Select(item => item.End).DefaultIfEmpty().Max();

    /// <summary>The same work when each stage waits for the one before it of every distro.</summary>
    public static WorkGraph WithBarriers(WorkGraph graph)
    {
        var stages = graph.Items.ToLookup(item => item.Id.Stage, item => item.Id);
        return new([.. graph.Items.Select(item => item with { DependsOn = [.. item.DependsOn.Union(Before(item.Id.Stage))] })]);

        IEnumerable<ItemId> Before(Stage stage) =>
            stages.Where(group => group.Key < stage).MaxBy(group => group.Key) ?? Enumerable.Empty<ItemId>();
    }

    /// <summary>The most of each resource that is in use at one moment.</summary>
    public static Resources Peak(IReadOnlyList<PlannedItem> items)
    {
        var uses = items.Select(start => InUse(items, start.Start)).ToList();
        return new Resources
        {
            MemoryMiB = Most(use => use.MemoryMiB),
            Cpus = Most(use => use.Cpus),
            DiskGiB = Most(use => use.DiskGiB),
            Downloads = Most(use => use.Downloads),
            Machines = Most(use => use.Machines),
        };

        int Most(Func<Resources, int> amount) => uses.Select(amount).DefaultIfEmpty().Max();
    }

    /// <summary>What is in use at a moment.</summary>
    public static Resources InUse(IReadOnlyList<PlannedItem> items, TimeSpan moment) =>
        items.Where(item => item.Start <= moment && moment < item.End).Aggregate(new Resources(), (sum, item) => sum + item.Item.Needs);

    /// <summary>The most disk space taken at one moment, with what stays of items that are over.</summary>
    public static int PeakDiskGiB(IReadOnlyList<PlannedItem> items) =>
        items
            .Select(start =>
                InUse(items, start.Start).DiskGiB + items.Where(item => item.End <= start.Start).Sum(item => item.Item.KeptDiskGiB)
            )
            .DefaultIfEmpty()
            .Max();

    /// <summary>From the item that ends last back to the start, each time to the item whose end it waited for.</summary>
    public static IReadOnlyList<ItemId> CriticalPath(IReadOnlyList<PlannedItem> items)
    {
        var path = new List<ItemId>();
        for (var item = items.MaxBy(item => item.End); item is not null; item = Before(item))
        {
            path.Insert(0, item.Item.Id);
        }

        return path;

        // Of several that ended then, a dependency says more than one that merely made room.
        PlannedItem? Before(PlannedItem later) =>
            items
                .TakeWhile(item => item != later)
                .Where(item => item.End <= later.Start)
                .OrderByDescending(item => item.End)
                .ThenByDescending(item => later.Item.DependsOn.Contains(item.Item.Id))
                .FirstOrDefault();
    }

    /// <summary>The distros grouped by machines that run side by side.</summary>
    public static IReadOnlyList<ScheduleWave> Waves(IReadOnlyList<PlannedItem> items)
    {
        var waves = new List<List<PlannedItem>>();
        foreach (var first in items.Where(item => item.Item.RunsMachine).DistinctBy(item => item.Item.Id.Distro))
        {
            if (waves.Count == 0 || first.Start >= waves[^1].Min(item => item.End))
            {
                waves.Add([]);
            }

            waves[^1].Add(first);
        }

        return
        [
            .. waves.Select(
                (wave, index) =>
                    new ScheduleWave(index + 1, wave[0].Start, wave.Max(item => item.End), [.. wave.Select(item => item.Item.Id.Distro)])
            ),
        ];
    }
}
