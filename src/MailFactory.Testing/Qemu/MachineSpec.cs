using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Qemu;

/// <summary>A machine as it is wanted.</summary>
internal sealed record MachineSpec
{
    /// <summary>The program that runs machines.</summary>
    public const string Program = QemuProgram.Name;

    /// <summary>What the machine is for, such as <c>debian-13 install</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The accelerator and CPU model.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required int Cpus { get; init; }

    /// <summary>UEFI firmware; null for QEMU's own BIOS.</summary>
    public Firmware? Firmware { get; init; }

    /// <summary>Disks, the first one being the guest's <c>/dev/vda</c>.</summary>
    public IReadOnlyList<DiskDrive> Disks { get; init; } = [];

    /// <summary>CD-ROMs.</summary>
    public IReadOnlyList<CdRomDrive> CdRoms { get; init; } = [];

    /// <summary>A medium that a cloud image takes its first user from; null when there is none.</summary>
    public SeedDrive? Seed { get; init; }

    /// <summary>A kernel to boot directly; null boots the first disk.</summary>
    public KernelBoot? Boot { get; init; }

    /// <summary>Guest ports reachable on the host.</summary>
    public IReadOnlyList<PortForward> Forwards { get; init; } = [];

    /// <summary>What the guest may reach on the host when it has a way out; null when it can only answer on its forwarded ports.</summary>
    public GuestReach? Reach { get; init; }

    /// <summary>The recorded first serial port, <c>ttyS0</c> in the guest.</summary>
    public required SerialPort Serial { get; init; }

    /// <summary>Further recorded serial ports, <c>ttyS1</c> and so on.</summary>
    public IReadOnlyList<SerialPort> MoreSerials { get; init; } = [];

    /// <summary>Where the lengths of the guest's packets are recorded; null records none.</summary>
    public TrafficRecord? Traffic { get; init; }

    /// <summary>Whether a reboot of the guest ends the machine; true unless set.</summary>
    public bool EndsOnReboot { get; init; } = true;

    /// <summary>The RAM snapshot to start from; null starts from power-on.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The saved memory to start from; the disks have to be as they were when it was saved. Null starts from power-on.</summary>
    public SavedMemory? Memory { get; init; }

    /// <summary>
    /// Tells the guest's kernel which life of the machine this is (QEMU's vmgenid): when it is another one than the saved memory knows,
    /// kernels from 5.18 on renew their random numbers at once. Null when the machine has no such device.
    /// </summary>
    public Guid? Generation { get; init; }

    /// <summary>The file QEMU's own output is appended to.</summary>
    public required string LogPath { get; init; }

    /// <summary>
    /// The command that starts this machine, with QMP on a unix socket. The machine waits (<c>-S</c>) until it is told to go
    /// on, so that no event is lost before QMP is connected. A VGA card is there for the screenshots, and pvpanic so that a kernel can
    /// report its panic.
    /// </summary>
    public ToolCommand ToCommand(string qmpSocket) => ToolCommand.Create(Program, Arguments(qmpSocket));

    private IEnumerable<string> Arguments(string qmpSocket) =>
        [
            "-name",
            QemuOption.Value(Name),
            "-M",
            "q35",
            .. Accelerator.Arguments,
            "-m",
            $"{MemoryMiB}",
            "-smp",
            $"{Cpus}",
            "-nodefaults",
            "-display",
            "none",
            "-vga",
            "std",
            "-rtc",
            "base=utc",
            "-device",
            "virtio-rng-pci",
            "-device",
            "pvpanic-pci",
            .. Generation is { } generation ? (string[])["-device", $"vmgenid,guid={generation:D}"] : [],
            .. Firmware?.Arguments ?? [],
            .. Disks.SelectMany(disk => disk.Arguments),
            .. CdRoms.SelectMany(cdRom => cdRom.Arguments),
            .. Seed?.Arguments ?? [],
            .. new UserNetwork(Forwards, Reach is not null, Path.GetDirectoryName(qmpSocket)!).Arguments,
            .. Traffic?.Arguments ?? [],
            .. MoreSerials.Prepend(Serial).SelectMany((serial, number) => serial.Arguments(number)),
            .. Boot?.Arguments ?? [],
            .. EndsOnReboot ? (string[])["-no-reboot"] : [],
            .. Snapshot is null ? (string[])[] : ["-loadvm", Snapshot],
            .. Memory is null ? (string[])[] : ["-incoming", "defer"],
            "-S",
            "-qmp",
            $"unix:{QemuOption.Value(qmpSocket)},server=on,wait=off",
        ];
}
