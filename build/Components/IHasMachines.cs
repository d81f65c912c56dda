using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>What the machines look like.</summary>
interface IHasMachines : INukeBuild
{
    [Parameter("Memory of each machine in MiB, instead of the catalogue's figure")]
    int? Memory => TryGetValue<int?>(() => Memory);

    [Parameter("Disk size of each machine in GiB, instead of the catalogue's figure")]
    int? Disk => TryGetValue<int?>(() => Disk);

    [Parameter("Virtual CPUs of each machine, instead of the catalogue's figure")]
    int? Cpus => TryGetValue<int?>(() => Cpus);

    [Parameter(
        "Accelerator of the machines: auto, kvm or tcg - Default is 'auto': the fastest one that works",
        ValueProviderType = typeof(IHasMachines),
        ValueProviderMember = nameof(AcceleratorNames)
    )]
    string Accelerator => TryGetValue(() => Accelerator) ?? "auto";

    [Parameter(
        "Firmware of the machines: bios or uefi - Default is 'bios', and with --image what the disk is made for",
        ValueProviderType = typeof(IHasMachines),
        ValueProviderMember = nameof(FirmwareNames)
    )]
    string? Firmware => TryGetValue(() => Firmware);

    IEnumerable<string> AcceleratorNames => OfferedValues.Accelerators;

    IEnumerable<string> FirmwareNames => OfferedValues.Firmwares;
}
