using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs;

/// <summary>Judges evidence other than the installer's own words; null means that it shows nothing wrong.</summary>
internal static class InstallVerdict
{
    /// <summary>The machine has ended: only power-off by the guest after our nonce is success.</summary>
    public static InstallFinding? OnExit(MachineExit exit, bool isNonceSeen) => exit.ShutdownReason switch
    {
        MachineExit.GuestShutdown when isNonceSeen => null,
        MachineExit.GuestShutdown => Finding(
            InstallFailureKind.NoNonce,
            "the guest powered off without printing this run's nonce, so the answer file was not followed to its end",
            "check that the answer file was loaded and that its last command prints the nonce on the serial console"),
        MachineExit.GuestReset => Finding(
            InstallFailureKind.Rebooted,
            "the guest rebooted instead of powering off",
            "let the answer file power the machine off; if it does, the kernel reset on an error: see the last serial lines"),
        _ => Finding(
            InstallFailureKind.Died,
            $"QEMU ended with exit code {exit.ExitCode} (reason: {exit.ShutdownReason ?? "none given"}) before the install did",
            "see QEMU's log; somebody or the host's memory shortage may have ended it",
            FailureClass.Infrastructure),
    };

    /// <summary>QEMU reported that the host cannot store what the guest writes; it pauses the guest then.</summary>
    public static InstallFinding? OnStorage(string? error) => error is null ? null : Finding(
        InstallFailureKind.HostStorage,
        $"QEMU paused the machine: {error}",
        "free space on the host where the work directory is",
        FailureClass.Infrastructure);

    /// <summary>Nothing moves.</summary>
    public static InstallFinding? OnStall(TimeSpan idle, InstallTimeouts timeouts, PhaseTracker phases) => idle < timeouts.Stall ? null : Finding(
        InstallFailureKind.Stalled,
        $"no serial byte, no disk request and no new screen for {idle.TotalMinutes:0.#} min in phase '{phases.Current}'",
        "see the screenshot and the last serial lines");

    /// <summary>The time is up.</summary>
    public static InstallFinding? OnTime(TimeSpan elapsed, InstallTimeouts timeouts, PhaseTracker phases) => elapsed < timeouts.Total ? null : Finding(
        InstallFailureKind.TimedOut,
        $"not done within {timeouts.Total.TotalMinutes:0.#} min; it was still working in phase '{phases.Current}' at {phases.OverallPercent} %",
        "allow more time (--timeout-scale) or run fewer machines at once (--max-parallel)",
        FailureClass.Infrastructure);

    private static InstallFinding Finding(
        InstallFailureKind kind, string cause, string remedy, FailureClass failureClass = FailureClass.Product) =>
        new() { Kind = kind, Cause = cause, Remedy = remedy, FailureClass = failureClass };
}
