namespace MailFactory.Testing.Qemu.Qmp;

/// <summary>QEMU refused a QMP command, or the connection to it ended.</summary>
/// <param name="message">The command and what QEMU said to it.</param>
internal sealed class QmpException(string message) : Exception(message)
{
    /// <summary>QEMU's error class, such as <c>CommandNotFound</c>; null when the connection ended.</summary>
    public string? ErrorClass { get; init; }
}
