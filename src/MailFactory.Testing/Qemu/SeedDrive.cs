using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// A read-only seed medium as a further disk on virtio. Kernels of cloud images know that bus, and often no CD-ROM drive: Debian's
/// linux-image-cloud-amd64 has no driver for SATA.
/// </summary>
/// <param name="Path">The ISO 9660 image.</param>
internal sealed record SeedDrive(string Path) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-drive", $"file={QemuOption.Value(Path)},if=virtio,format=raw,readonly=on"];
}
