using MailFactory.Testing.Amounts;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs;

/// <summary>Judges evidence other than the installer's own words; null means that it shows nothing wrong.</summary>
internal static class InstallVerdict
{
    // A talkative install writes two megabytes; what writes this much repeats itself.
    private const long Flood = 256L << 20;

    /// <summary>The machine has ended: only power-off by the guest after our nonce is success.</summary>
    public static InstallFinding? OnExit(MachineExit exit, bool isNonceSeen) =>
        exit.ShutdownReason switch
        {
            MachineExit.GuestShutdown when isNonceSeen => null,
            MachineExit.GuestShutdown => Finding(
                InstallFailureKind.NoNonce,
                "the guest powered off without printing this run's nonce, so the answer file was not followed to its end",
                "check that the answer file was loaded and that its last command prints the nonce on the serial console"
            ),
            MachineExit.GuestReset => Finding(
                InstallFailureKind.Rebooted,
                "the guest rebooted instead of powering off",
                "let the answer file power the machine off; if it does, the kernel reset on an error: see the last serial lines"
            ),
            MachineExit.GuestPanic => Finding(
                InstallFailureKind.Panic,
                "the guest's kernel panicked, as it reported through the pvpanic device",
                "see the last serial lines"
            ),
            _ => Finding(
                InstallFailureKind.Died,
                $"QEMU ended with exit code {exit.ExitCode} (reason: {exit.ShutdownReason ?? "none given"}) before the install did",
                "see QEMU's log; somebody, or a lack of memory on the host, may have ended it",
                FailureClass.Infrastructure
            ),
        };

    /// <summary>QEMU reported that the host cannot store what the guest writes; it pauses the guest then.</summary>
    public static InstallFinding? OnStorage(string? error) =>
        error is null
            ? null
            : Finding(
                InstallFailureKind.HostStorage,
                $"QEMU paused the machine: {error}",
                "free space on the host where the work directory is",
                FailureClass.Infrastructure
            );

    /// <summary>QEMU or its process is in a state in which the guest cannot go on.</summary>
    public static InstallFinding? OnCondition(MachineActivity activity, InstallTimeouts timeouts) =>
        activity.Condition switch
        {
            MachineCondition.StorageFailed => OnStorage("the host's storage failed"),
            MachineCondition.InternalError => Finding(
                InstallFailureKind.Died,
                "QEMU's accelerator gave up on the guest (internal-error)",
                "see QEMU's log and the host's kernel log; --accelerator tcg works without KVM",
                FailureClass.Infrastructure
            ),
            MachineCondition.Panicked => OnExit(
                new MachineExit { ExitCode = 0, ShutdownReason = MachineExit.GuestPanic },
                isNonceSeen: false
            ),
            MachineCondition.Paused when activity.NotRunning >= timeouts.Held => Held(
                "the guest was paused (QMP 'stop') and was never resumed"
            ),
            MachineCondition.Held when activity.NotRunning >= timeouts.Held => Held(
                "QEMU was stopped by a signal (SIGSTOP) or a debugger and was never resumed"
            ),
            MachineCondition.Silent when activity.NotRunning >= timeouts.Held => Finding(
                InstallFailureKind.Silent,
                $"QEMU has not answered QMP for {Spans.SecondsOrMinutes(activity.NotRunning)}",
                "the host may be overloaded, or its storage may hang: see its kernel log",
                FailureClass.Infrastructure
            ),
            _ => null,
        };

    /// <summary>Nothing moves.</summary>
    public static InstallFinding? OnStall(MachineActivity activity, InstallTimeouts timeouts, PhaseTracker phases) =>
        activity.Idle < timeouts.Stall
            ? null
            : Finding(
                InstallFailureKind.Stalled,
                $"no serial byte, no disk request, no network byte and no new screen for {Spans.SecondsOrMinutes(activity.Idle)} in phase '{phases.Current}'",
                "see the screenshot and the last serial lines"
            );

    /// <summary>The console repeats itself without end.</summary>
    public static InstallFinding? OnFlood(MachineActivity activity, PhaseTracker phases) =>
        OnFlood(activity.SerialBytes, $", in phase '{phases.Current}'; an install writes 2 MiB at most");

    /// <summary>The same of a machine that is used, not installed.</summary>
    public static InstallFinding? OnFlood(long serialBytes) => OnFlood(serialBytes, string.Empty);

    private static InstallFinding? OnFlood(long serialBytes, string when) =>
        serialBytes < Flood
            ? null
            : Finding(
                InstallFailureKind.Flooded,
                $"the console has written {Sizes.Mebibytes(serialBytes)}{when}",
                "see the last serial lines: they repeat"
            );

    /// <summary>The time is up.</summary>
    public static InstallFinding? OnTime(TimeSpan elapsed, InstallTimeouts timeouts, PhaseTracker phases) =>
        elapsed < timeouts.Total
            ? null
            : Finding(
                InstallFailureKind.TimedOut,
                $"not done within {Spans.ShortMinutes(timeouts.Total)}; it was still working in phase '{phases.Current}' at "
                    + $"{phases.OverallPercent} %",
                "allow more time (--timeout-scale) or run fewer machines at once (--max-parallel)",
                FailureClass.Infrastructure
            );

    private static InstallFinding Held(string cause) =>
        Finding(InstallFailureKind.Held, cause, "do not stop it, or pause the whole build instead", FailureClass.Infrastructure);

    private static InstallFinding Finding(
        InstallFailureKind kind,
        string cause,
        string remedy,
        FailureClass failureClass = FailureClass.Product
    ) =>
        new()
        {
            Kind = kind,
            Cause = cause,
            Remedy = remedy,
            FailureClass = failureClass,
        };
}
