using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases;

/// <summary>Something keeps a release from being made.</summary>
/// <param name="failureClass">Whose fault it is.</param>
/// <param name="message">What, why, and where possible what to do.</param>
internal sealed class ReleaseException(FailureClass failureClass, string message) : Exception(message)
{
    /// <summary>Whose fault it is.</summary>
    public FailureClass FailureClass { get; } = failureClass;
}
