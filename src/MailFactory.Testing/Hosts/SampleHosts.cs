using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Hosts;

/// <summary>Hosts of four usual sizes, on which a schedule is tried out.</summary>
internal static class SampleHosts
{
    private const int ReserveMiB = 1024;

    private static readonly (int MemoryGiB, int Cpus)[] _sizes = [(16, 8), (32, 16), (64, 16), (128, 32)];

    /// <summary>Their names and what a run may take of each: all but 1 GiB of the memory, and 500 GiB of disk.</summary>
    /// <param name="accelerator">What the machines run under.</param>
    /// <param name="machines">How many may run at once; as many as fit when null.</param>
    public static IReadOnlyList<(string Name, HostBudget Budget)> All(AcceleratorKind accelerator, int? machines = null) =>
        [
            .. _sizes.Select(size =>
                (
                    $"{size.MemoryGiB} GiB, {size.Cpus} CPUs",
                    new HostBudget
                    {
                        MemoryMiB = (size.MemoryGiB * 1024) - ReserveMiB,
                        Cpus = size.Cpus,
                        CpuOvercommit = HostBudgetReader.Overcommit(size.Cpus, accelerator),
                        DiskGiB = 500,
                        Machines = machines ?? int.MaxValue,
                    }
                )
            ),
        ];
}
