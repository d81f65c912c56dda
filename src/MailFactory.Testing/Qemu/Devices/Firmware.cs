namespace MailFactory.Testing.Qemu.Devices;

/// <summary>
/// UEFI firmware (OVMF) in place of QEMU's own BIOS: the code is shared and read-only, the variables are the machine's own.
/// The variables are a qcow2 image, because only that can be part of a RAM snapshot.
/// </summary>
/// <param name="CodePath">The firmware's code.</param>
/// <param name="VariablesPath">The machine's variables, made by <see cref="FirmwareFiles.CreateVariablesAsync"/>.</param>
internal sealed record Firmware(string CodePath, string VariablesPath) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        [
            "-drive",
            $"if=pflash,unit=0,format=raw,readonly=on,file={QemuOption.Value(CodePath)}",
            "-drive",
            $"if=pflash,unit=1,format=qcow2,file={QemuOption.Value(VariablesPath)}",
        ];
}
