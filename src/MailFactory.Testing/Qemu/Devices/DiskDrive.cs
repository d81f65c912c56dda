namespace MailFactory.Testing.Qemu.Devices;

/// <summary>
/// A writable qcow2 disk on virtio, <c>/dev/vda</c> in the guest for the first one. Host caching is <c>unsafe</c>: a crash of
/// the host may lose the disk, which a test machine can afford and an install is much faster for.
/// </summary>
/// <param name="Path">The image.</param>
internal sealed record DiskDrive(string Path) : IMachineDevice
{
    /// <summary>Whether the firmware asks it before any disc that can be booted too; for one disk of a machine.</summary>
    public bool BootsFirst { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        BootsFirst
            ? ["-drive", Drive("if=none,id=first"), "-device", "virtio-blk-pci,drive=first,bootindex=0"]
            : ["-drive", Drive("if=virtio")];

    private string Drive(string attached) =>
        $"file={QemuOption.Value(Path)},{attached},format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap";
}
