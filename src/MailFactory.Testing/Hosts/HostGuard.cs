using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Hosts;

/// <summary>Looks at the host as it is now: others use it too, and a budget was read only once.</summary>
/// <param name="host">The budget of the run.</param>
/// <param name="facts">Reads the host.</param>
/// <param name="workDirectory">Where disks grow.</param>
internal sealed class HostGuard(HostBudget host, HostFactsReader facts, string workDirectory)
{
    // The load average counts processes that wait for a CPU or a disk; the run's own full budget is a load of one for each CPU.
    private const int MostLoad = 2;

    /// <summary>Whether the host has less free than a machine needs, or twice the processes that its CPUs are budgeted for.</summary>
    public bool IsTooBusyFor(WorkItem item) =>
        facts.LoadAverage() > MostLoad * host.Capacity.Cpus
        || facts.AvailableMemoryMiB() < item.Needs.MemoryMiB
        || HostFactsReader.FreeDiskGiB(workDirectory) < item.Needs.DiskGiB;
}
