using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases;

/// <summary>Something keeps a release from being made.</summary>
/// <param name="failureClass">What the failure is due to.</param>
/// <param name="message">What, why, and where possible what to do.</param>
internal sealed class ReleaseException(FailureClass failureClass, string message) : Exception(message)
{
    /// <summary>What the failure is due to.</summary>
    public FailureClass FailureClass { get; } = failureClass;
}
