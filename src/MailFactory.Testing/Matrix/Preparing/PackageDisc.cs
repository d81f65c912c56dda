using MailFactory.Testing.Distros;
using MailFactory.Testing.Media;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>The install disc of a distro that has no other source of packages, in the machine that gets a mail server.</summary>
internal static class PackageDisc
{
    /// <summary>
    /// The proven medium where the catalogue says that it serves the installed system too; null for every other distro.
    /// </summary>
    public static CdRomDrive? Of(Distro distro, Medium? proven) =>
        distro is { Iso.ServesInstalledSystem: true } && proven is { Kind: MediumKind.Iso } ? new CdRomDrive(proven.FilePath) : null;

    /// <summary>The machine with that disc, which must not boot from it: its installer would begin, on UEFI firmware at least.</summary>
    public static MachineSpec With(this MachineSpec spec, CdRomDrive disc) =>
        spec with
        {
            Disks = [spec.Disks[0] with { BootsFirst = true }, .. spec.Disks.Skip(1)],
            CdRoms = [.. spec.CdRoms, disc],
        };
}
