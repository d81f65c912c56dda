using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Pipeline;

/// <summary>The machine of a distro, however it is used.</summary>
internal static class MachineSpecs
{
    /// <summary>
    /// A machine with the distro's size, one disk and a recorded serial console. Under UEFI it starts with empty variables each
    /// time and so finds its system by the fallback path of removable media; an archive needs no variables then.
    /// </summary>
    public static async Task<MachineSpec> CreateAsync(
        RunServices services, DistroRun run, string name, string disk, string serial, CancellationToken cancellationToken)
    {
        var firmware = services.Options.Firmware == "uefi"
            ? await FirmwareFiles.Find(FirmwareFiles.Known).CreateVariablesAsync(Path.ChangeExtension(serial, ".efi-variables.qcow2"), cancellationToken).ConfigureAwait(false)
            : null;
        var size = MachineSize.Of(run.Distro, services.Options);
        return new MachineSpec
        {
            Name = name,
            Accelerator = services.Accelerator.Chosen.Accelerator,
            MemoryMiB = size.MemoryMiB,
            Cpus = size.Cpus,
            Firmware = firmware,
            Disks = [new DiskDrive(disk)],
            Serial = new SerialPort(serial),
            LogPath = Path.Combine(services.Options.Layout.MachineLogs, $"{name}.log"),
        };
    }
}
