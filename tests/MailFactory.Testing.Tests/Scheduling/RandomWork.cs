using CsCheck;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Tests.Scheduling;

/// <summary>Hosts and work of any shape that fits them: any needs up to the whole host, any dependencies without a circle.</summary>
internal static class RandomWork
{
    private static readonly Gen<HostBudget> _host = Gen.Select(
            Gen.Int[1, 64],
            Gen.Int[1, 8],
            Gen.Int[1, 20],
            Gen.Int[1, 4],
            Gen.Int[1, 6],
            Gen.Int[0, 20]
        )
        .Select(
            (memory, cpus, disk, downloads, machines, stagger) =>
                new HostBudget
                {
                    MemoryMiB = memory,
                    Cpus = cpus,
                    CpuOvercommit = 1.5,
                    DiskGiB = disk,
                    Downloads = downloads,
                    Machines = machines,
                    Stagger = TimeSpan.FromSeconds(stagger),
                }
        );

    // Needs and dependencies are numbers that are fitted to the host and to the items before.
    private static readonly Gen<(int[] Needs, int Seconds, int[] Before)[]> _shapes = Gen.Select(
        Gen.Int[0, 1000].Array[5],
        Gen.Int[0, 3000],
        Gen.Int[0, 1000].Array[0, 3]
    ).Array[1, 30];

    public static Gen<(HostBudget Host, WorkGraph Graph)> All { get; } =
        Gen.Select(_host, _shapes)
            .Select((host, shapes) => (host, new WorkGraph([.. shapes.Select((shape, index) => Item(host.Capacity, shape, index))])));

    private static WorkItem Item(Resources capacity, (int[] Needs, int Seconds, int[] Before) shape, int index) =>
        new()
        {
            Id = Id(index),
            Needs = new Resources
            {
                MemoryMiB = shape.Needs[0] % (capacity.MemoryMiB + 1),
                Cpus = shape.Needs[1] % (capacity.Cpus + 1),
                DiskGiB = shape.Needs[2] % (capacity.DiskGiB + 1),
                Downloads = shape.Needs[3] % 2,
                Machines = shape.Needs[4] % 2,
            },
            Expected = TimeSpan.FromSeconds(shape.Seconds),
            DependsOn = index == 0 ? [] : [.. shape.Before.Select(before => Id(before % index)).Distinct()],
        };

    // As in the real thing, nothing waits for a later stage; barriers between stages would be a circle then.
    private static ItemId Id(int index) => new($"d{index}", (Stage)(index / 5));
}
