namespace MailFactory.Testing.Qemu.Devices;

/// <summary>The program that runs machines, as the accelerator probe and the machines call it.</summary>
internal static class QemuProgram
{
    /// <summary>QEMU for x86-64 guests.</summary>
    public const string Name = "qemu-system-x86_64";
}
