using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Hosts;

/// <summary>Reads off this host what a run may take of it.</summary>
internal static class HostBudgetReader
{
    private const int MostReserveMiB = 1024;

    /// <summary>
    /// What is free now, unless the user's figures say otherwise. A share of the memory stays with the host, 1 GiB at most. CPUs
    /// are those this process may use: .NET counts the affinity mask and the control group's quota.
    /// </summary>
    public static HostBudget Read(RunOptions options, AcceleratorKind accelerator) => Read(options, accelerator, new HostFactsReader());

    /// <summary>What is free on the host that the reader looks at.</summary>
    internal static HostBudget Read(RunOptions options, AcceleratorKind accelerator, HostFactsReader facts)
    {
        var available = facts.AvailableMemoryMiB() ?? int.MaxValue;
        var cpus = options.HostCpus ?? Environment.ProcessorCount;
        return new HostBudget
        {
            MemoryMiB = options.HostMemoryMiB ?? (int)Math.Min(int.MaxValue, available - Math.Min(MostReserveMiB, available / 8)),
            Cpus = cpus,
            CpuOvercommit = Overcommit(cpus, accelerator),
            DiskGiB = (int)Math.Min(int.MaxValue, HostFactsReader.FreeDiskGiB(options.Layout.Root) ?? int.MaxValue),
            Machines = options.MaxParallel ?? int.MaxValue,
        };
    }

    /// <summary>
    /// Installers wait for disks and mirrors a good part of their time, so under KVM three virtual CPUs share two real ones, a
    /// careful choice that nobody measured. TCG keeps its CPUs busy. A host of one CPU still runs one machine of two.
    /// </summary>
    public static double Overcommit(int cpus, AcceleratorKind accelerator) =>
        Math.Max(accelerator == AcceleratorKind.Kvm ? 1.5 : 1, 2.0 / cpus);
}
