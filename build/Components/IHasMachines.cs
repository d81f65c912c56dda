using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>What the machines look like.</summary>
interface IHasMachines : INukeBuild
{
    [Parameter("Guest memory in MiB, instead of the catalogue's figure")]
    int? Memory => TryGetValue<int?>(() => Memory);

    [Parameter("Size of the guest's disk in GiB, instead of the catalogue's figure")]
    int? Disk => TryGetValue<int?>(() => Disk);

    [Parameter("Virtual CPUs of the guest, instead of the catalogue's figure")]
    int? Cpus => TryGetValue<int?>(() => Cpus);

    [Parameter("Accelerator: auto, kvm or tcg - Default is 'auto': the fastest that proves itself",
        ValueProviderType = typeof(IHasMachines), ValueProviderMember = nameof(AcceleratorNames))]
    string Accelerator => TryGetValue(() => Accelerator) ?? "auto";

    [Parameter("Firmware of the machines: bios or uefi - Default is 'bios', and with --image what the disk is made for",
        ValueProviderType = typeof(IHasMachines), ValueProviderMember = nameof(FirmwareNames))]
    string? Firmware => TryGetValue(() => Firmware);

    IEnumerable<string> AcceleratorNames => OfferedValues.Accelerators;

    IEnumerable<string> FirmwareNames => OfferedValues.Firmwares;
}
