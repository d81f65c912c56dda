namespace MailFactory.Testing.Qemu.Devices;

/// <summary>A part of a machine that knows its own QEMU arguments.</summary>
internal interface IMachineDevice
{
    /// <summary>The arguments, in order.</summary>
    IEnumerable<string> Arguments { get; }
}
