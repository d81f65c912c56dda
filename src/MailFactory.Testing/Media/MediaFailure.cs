using MailFactory.Testing.Downloads;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Media;

/// <summary>Why something about a medium could not be had.</summary>
/// <param name="Reason">One line: what, why, and where possible what to do.</param>
/// <param name="FailureClass">What the failure is due to.</param>
internal sealed record MediaFailure(string Reason, FailureClass FailureClass = FailureClass.Infrastructure)
{
    /// <summary>What the network did; null when the failure is not the network's.</summary>
    public DownloadFault? Fault { get; init; }

    /// <summary>Whether something contradicts what was expected, which may be an attack; nothing is used in its place then.</summary>
    public bool IsSuspect { get; init; }

    internal static MediaFailure Of(DownloadResult result) =>
        new(result.Summary) { Fault = result.Fault, IsSuspect = result.Fault is DownloadFault.WrongSize or DownloadFault.WrongDigest };
}
