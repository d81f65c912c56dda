namespace MailFactory.Testing.Qemu;

/// <summary>
/// A writable qcow2 disk on virtio, <c>/dev/vda</c> in the guest for the first one. Host caching is <c>unsafe</c>: a crash of
/// the host may lose the disk, which a test machine can afford and an install is much faster for.
/// </summary>
/// <param name="Path">The image.</param>
public sealed record DiskDrive(string Path) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-drive", $"file={QemuOption.Value(Path)},if=virtio,format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap"];
}
