using MailFactory.Testing.Amounts;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Installs;

/// <summary>Judges an install that goes on. Silence has been long when half of the window after which it has stalled is over.</summary>
internal sealed class LivenessJudge(PhaseTracker phases, InstallTimeouts timeouts, TimeProvider time)
{
    private (string Phase, int? Percent) _told = (phases.Current, phases.Percent);
    private long _toldAt = time.GetTimestamp();

    /// <summary>The verdict, and why it is not simply running.</summary>
    public (Liveness Liveness, string? Note) Judge(MachineActivity activity)
    {
        var now = (phases.Current, phases.Percent);
        if (now != _told)
        {
            _told = now;
            _toldAt = time.GetTimestamp();
        }

        var quiet = time.GetElapsedTime(_toldAt);
        return activity switch
        {
            { Condition: MachineCondition.Held } => (Liveness.Hung, "QEMU is stopped by a signal"),
            { Condition: MachineCondition.Paused } => (Liveness.Hung, "the guest is paused"),
            { Condition: MachineCondition.Silent } => (Liveness.Hung, "QEMU does not answer"),
            _ when activity.Idle >= timeouts.Stall / 2 => (Liveness.Slow, $"nothing has happened for {Spans.Minutes(activity.Idle)}"),
            _ when quiet >= timeouts.Stall => (Liveness.Slow, $"no news for {Spans.Minutes(quiet)}, but it is active: {activity}"),
            _ => (Liveness.Running, null),
        };
    }
}
