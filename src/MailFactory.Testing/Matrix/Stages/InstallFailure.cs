using MailFactory.Testing.Amounts;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Turns a failed install into a stage's outcome.</summary>
internal static class InstallFailure
{
    private const int InstallerLogLines = 15;

    // Firmware and kernel; the installer itself comes third, whichever it is.
    private const int PhasesBeforeInstaller = 2;

    /// <summary>
    /// Whether the emulator failed while the kernel was starting: nothing is installed yet, the disk is as it was made, and the next
    /// start hardly ever ends like that.
    /// </summary>
    public static bool IsWorthAnotherStart(InstallOutcome outcome) =>
        outcome.Failure is { Kind: InstallFailureKind.Panic, FailureClass: FailureClass.Infrastructure }
        && outcome.Phases.Count <= PhasesBeforeInstaller;

    /// <summary>The cause in one sentence; what to do, the last lines and the screenshot as evidence.</summary>
    public static async Task<StageOutcome> ToOutcomeAsync(
        InstallOutcome outcome,
        PreparedMachine machine,
        RunFrame frame,
        CancellationToken cancellationToken
    )
    {
        var finding = outcome.Failure!;
        var picture = outcome.Screenshot is { } path ? $" (screenshot: {frame.Relative(path)})" : string.Empty;
        return StageOutcome.Failed(finding.FailureClass, $"{InstallWords.Of(finding.Kind)}: {finding.Cause}{picture}") with
        {
            Evidence =
            [
                $"verdict: {InstallWords.Of(finding.Liveness)}",
                $"remedy: {finding.Remedy}",
                .. outcome.Activity is { } activity
                    ? (string[])[$"activity: {activity}; the last {Spans.Seconds(activity.Idle)} before"]
                    : [],
                "last lines on the serial console:",
                .. outcome.LastLines,
                "last lines of the installer's own log:",
                .. await SerialReader.TailAsync(machine.InstallerLogPath, InstallerLogLines, cancellationToken).ConfigureAwait(false),
            ],
            Phases = outcome.StagePhases(),
        };
    }
}
