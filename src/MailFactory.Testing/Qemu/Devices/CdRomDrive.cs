namespace MailFactory.Testing.Qemu.Devices;

/// <summary>A read-only CD-ROM: an install medium or a seed medium.</summary>
/// <param name="Path">The ISO 9660 image.</param>
internal sealed record CdRomDrive(string Path) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-drive", $"file={QemuOption.Value(Path)},media=cdrom,format=raw,readonly=on"];
}
