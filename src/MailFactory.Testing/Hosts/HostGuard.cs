using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Hosts;

/// <summary>Looks at the host as it is now: others use it too, and a budget was read only once.</summary>
/// <param name="host">The budget of the run.</param>
/// <param name="facts">Reads the host.</param>
/// <param name="workDirectory">Where disks grow.</param>
/// <param name="guardsMemory">Whether memory counts; not so when the user said how much there is.</param>
internal sealed class HostGuard(HostBudget host, HostFactsReader facts, string workDirectory, bool guardsMemory)
{
    // The load average counts processes that wait for a CPU or a disk; the run's own full budget is a load of one for each CPU.
    private const int MostLoad = 2;

    /// <summary>The guard of this host.</summary>
    public static HostGuard For(RunOptions options, HostBudget host) =>
        new(host, new HostFactsReader(), options.Layout.Root, guardsMemory: options.HostMemoryMiB is null);

    /// <summary>Whether the host has less free than a machine needs, or twice the processes that its CPUs are budgeted for.</summary>
    public bool IsTooBusyFor(WorkItem item) =>
        facts.LoadAverage() > MostLoad * host.Capacity.Cpus || MemoryFor(item).IsShort || DiskFor(item).IsShort;

    /// <summary>
    /// What is missing for an item that would fail half-way without it, with the numbers; null when nothing is. Downloads know their
    /// own size and look themselves.
    /// </summary>
    public string? Missing(WorkItem item)
    {
        if (item.Id.Stage == Stage.Download)
        {
            return null;
        }

        if (DiskFor(item) is { IsShort: true, Free: { } disk })
        {
            return $"needs {item.Needs.DiskGiB} GiB of disk, {workDirectory} has {Sizes.Gibibytes(disk)} free: "
                + $"{Sizes.Gibibytes(item.Needs.DiskGiB - disk)} are missing; Clean shows what can be freed";
        }

        return MemoryFor(item) is { IsShort: true, Free: var memory }
            ? $"needs {item.Needs.MemoryMiB} MiB of memory, the host has {memory} MiB available: {item.Needs.MemoryMiB - memory} "
                + "MiB are missing; --memory or --host-memory changes that"
            : null;
    }

    private (bool IsShort, long? Free) MemoryFor(WorkItem item)
    {
        var free = facts.AvailableMemoryMiB();
        return (guardsMemory && free < item.Needs.MemoryMiB, free);
    }

    private (bool IsShort, double? Free) DiskFor(WorkItem item)
    {
        var free = HostFactsReader.FreeDiskGiB(workDirectory);
        return (free < item.Needs.DiskGiB, free);
    }
}
