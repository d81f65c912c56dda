namespace MailFactory.Testing.Qemu;

/// <summary>A serial port recorded in a file, which QEMU truncates at start.</summary>
/// <param name="Path">The file.</param>
public sealed record SerialPort(string Path) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-serial", $"file:{QemuOption.Value(Path)}"];
}
