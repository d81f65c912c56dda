using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Pipeline;

/// <summary>The machine of a distro, however it is used.</summary>
internal static class MachineSpecs
{
    /// <summary>A machine with the distro's size, one disk and a recorded serial console.</summary>
    public static MachineSpec Of(RunServices services, DistroRun run, string name, string disk, string serial)
    {
        var size = MachineSize.Of(run.Distro, services.Options);
        return new MachineSpec
        {
            Name = name,
            Accelerator = services.Accelerator.Chosen.Accelerator,
            MemoryMiB = size.MemoryMiB,
            Cpus = size.Cpus,
            Disks = [new DiskDrive(disk)],
            Serial = new SerialPort(serial),
            LogPath = Path.Combine(services.Options.Layout.MachineLogs, $"{name}.log"),
        };
    }
}
