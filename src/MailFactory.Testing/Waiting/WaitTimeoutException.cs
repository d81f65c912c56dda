using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Waiting;

/// <summary>A named condition did not come true in time.</summary>
/// <param name="what">The condition as a sentence.</param>
/// <param name="timeout">How long was waited.</param>
internal sealed class WaitTimeoutException(string what, TimeSpan timeout)
    : TimeoutException($"waited {Spans.Seconds(timeout)} without success: {what}")
{
    /// <summary>The condition that did not come true.</summary>
    public string What { get; } = what;
}
