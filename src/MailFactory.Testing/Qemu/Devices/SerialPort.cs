namespace MailFactory.Testing.Qemu.Devices;

/// <summary>
/// A serial port recorded in a file, which QEMU truncates at start. The file is named by a character device: of
/// <c>-serial file:</c> QEMU takes the rest as it is, doubled commas included.
/// </summary>
/// <param name="Path">The file.</param>
internal sealed record SerialPort(string Path)
{
    /// <summary>The arguments of the machine's serial port of that number, from 0.</summary>
    internal IEnumerable<string> Arguments(int number) =>
        ["-chardev", $"file,id=serial{number},path={QemuOption.Value(Path)}", "-serial", $"chardev:serial{number}"];
}
