using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Hosts;

/// <summary>The host lacks something that the run needs.</summary>
/// <param name="failureClass">Whose fault it is.</param>
/// <param name="message">What is missing and the command that brings it.</param>
internal sealed class HostException(FailureClass failureClass, string message) : Exception(message)
{
    /// <summary>Whose fault it is.</summary>
    public FailureClass FailureClass { get; } = failureClass;
}
