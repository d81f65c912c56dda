using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Hosts;

/// <summary>The host lacks something that the run needs.</summary>
/// <param name="failureClass">What the failure is due to.</param>
/// <param name="message">What is missing and the command that brings it.</param>
internal sealed class HostException(FailureClass failureClass, string message) : Exception(message)
{
    /// <summary>What the failure is due to.</summary>
    public FailureClass FailureClass { get; } = failureClass;
}
