using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>The machine of a distro, however it is used.</summary>
internal static class MachineSpecs
{
    /// <summary>
    /// A machine with the distro's size, one disk and a recorded serial console. Under UEFI it starts with empty variables each
    /// time and so finds its system by the fallback path of removable media; an archive needs no variables then.
    /// </summary>
    public static async Task<MachineSpec> CreateAsync(
        RunFrame frame,
        Distro distro,
        string name,
        string disk,
        string serial,
        CancellationToken cancellationToken
    )
    {
        var firmware = await FirmwareAsync(frame.Options.Firmware, serial, cancellationToken).ConfigureAwait(false);
        var log = Path.Combine(frame.Options.Layout.MachineLogs, $"{name}.log");
        return Of(MachineSize.Of(distro, frame.Options), frame.Accelerator.Chosen.Accelerator, name, disk, serial, log) with
        {
            Firmware = firmware,
        };
    }

    /// <summary>UEFI firmware with empty variables beside the console's log; null for QEMU's own BIOS.</summary>
    public static async Task<Firmware?> FirmwareAsync(FirmwareKind firmware, string serial, CancellationToken cancellationToken) =>
        firmware == FirmwareKind.Uefi
            ? await FirmwareFiles
                .Find(FirmwareFiles.Known)
                .CreateVariablesAsync(Path.ChangeExtension(serial, ".efi-variables.qcow2"), cancellationToken)
                .ConfigureAwait(false)
            : null;

    /// <summary>A machine of that size with one disk and a recorded serial console, under QEMU's own BIOS.</summary>
    public static MachineSpec Of(MachineSize size, Accelerator accelerator, string name, string disk, string serial, string log) =>
        new()
        {
            Name = name,
            Accelerator = accelerator,
            MemoryMiB = size.MemoryMiB,
            Cpus = size.Cpus,
            Disks = [new DiskDrive(disk)],
            Serial = new SerialPort(serial),
            LogPath = log,
        };

    /// <summary>
    /// The machine as it runs its installer: with kernel and initrd, its discs, and the installer's log on the second serial port.
    /// </summary>
    public static MachineSpec ForInstaller(this MachineSpec spec, PreparedMachine prepared) =>
        spec with
        {
            Boot = prepared.Boot,
            CdRoms = prepared.CdRoms,
            MoreSerials = [new SerialPort(prepared.InstallerLogPath)],
            Traffic = new TrafficRecord(prepared.TrafficPath),
        };
}
