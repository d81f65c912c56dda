using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>Memory, disk and CPUs of a machine: the user's figures, else the catalogue's.</summary>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="DiskGiB">Disk in GiB.</param>
/// <param name="Cpus">Virtual CPUs.</param>
internal sealed record MachineSize(int MemoryMiB, int DiskGiB, int Cpus)
{
    /// <summary>The size for a distro under these options.</summary>
    public static MachineSize Of(Distro distro, RunOptions options) =>
        new(options.MemoryMiB ?? distro.MemoryMiB, options.DiskGiB ?? distro.DiskGiB, options.Cpus ?? distro.Cpus);

    /// <summary>The size in words.</summary>
    public override string ToString() => $"{MemoryMiB} MiB, {DiskGiB} GiB, {Cpus} CPUs";
}
