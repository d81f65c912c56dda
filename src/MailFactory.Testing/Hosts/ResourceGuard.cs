using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Hosts;

/// <summary>Refuses an item for which the host has too little left, before it fails half-way.</summary>
/// <param name="facts">Reads the host.</param>
/// <param name="workDirectory">Where disks grow.</param>
/// <param name="guardsMemory">Whether memory counts; not so when the user said how much there is.</param>
internal sealed class ResourceGuard(HostFactsReader facts, string workDirectory, bool guardsMemory)
{
    /// <summary>
    /// What is missing for the item, with the numbers; null when nothing is. Downloads know their own size and look themselves.
    /// </summary>
    public string? Missing(WorkItem item)
    {
        if (item.Id.Stage == Stage.Download)
        {
            return null;
        }

        var disk = HostFactsReader.FreeDiskGiB(workDirectory);
        if (disk < item.Needs.DiskGiB)
        {
            return $"needs {item.Needs.DiskGiB} GiB of disk, {workDirectory} has {disk:0.0} GiB free: {item.Needs.DiskGiB - disk:0.0} "
                + "GiB are missing; Clean shows what can be freed";
        }

        var memory = facts.AvailableMemoryMiB();
        return guardsMemory && memory < item.Needs.MemoryMiB
            ? $"needs {item.Needs.MemoryMiB} MiB of memory, the host has {memory} MiB available: {item.Needs.MemoryMiB - memory} "
                + "MiB are missing; --memory or --host-memory changes that"
            : null;
    }
}
