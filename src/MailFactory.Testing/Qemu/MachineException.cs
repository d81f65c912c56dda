namespace MailFactory.Testing.Qemu;

/// <summary>QEMU could not start a machine or do something with it.</summary>
/// <param name="message">The machine, the cause and where QEMU's output is.</param>
internal sealed class MachineException(string message) : Exception(message);
