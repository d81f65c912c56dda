using MailFactory.Testing.Amounts;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Installs;

/// <summary>Tells a listener how far an install has come: on every change, every second, and with a warning when there is cause.</summary>
internal sealed class ProgressReporter(
    PhaseTracker phases,
    InstallTimeouts timeouts,
    IProgress<InstallProgress>? progress,
    TimeProvider time
)
{
    private const int EnoughToEstimate = 3;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly LivenessJudge _judge = new(phases, timeouts, time);
    private readonly long _started = time.GetTimestamp();
    private (string Phase, int? Percent, Liveness Liveness)? _last;
    private long _reported;
    private bool _isHalfTold;

    /// <summary>Reports if there is something to report.</summary>
    public void Report(MachineActivity activity)
    {
        var (liveness, note) = _judge.Judge(activity);
        var now = (phases.Current, phases.Percent, liveness);
        var elapsed = time.GetElapsedTime(_started);
        var isHalfOver = !_isHalfTold && elapsed >= timeouts.Total / 2;
        if (now == _last && !isHalfOver && time.GetElapsedTime(_reported) < _interval)
        {
            return;
        }

        var isNewlySlow = liveness != Liveness.Running && liveness != _last?.Liveness;
        _last = now;
        _reported = time.GetTimestamp();
        _isHalfTold |= isHalfOver;
        progress?.Report(
            new InstallProgress
            {
                Phase = phases.Current,
                PhasePercent = phases.Percent,
                OverallPercent = phases.OverallPercent,
                Elapsed = elapsed,
                Remaining = Remaining(elapsed),
                Liveness = liveness,
                Note = note,
                Activity = activity,
                Warning = (isHalfOver, isNewlySlow) switch
                {
                    (true, _) => HalfOver(activity),
                    (_, true) => $"{InstallWords.Of(liveness)} in phase '{phases.Current}': {note}",
                    _ => null,
                },
            }
        );
    }

    private string HalfOver(MachineActivity activity) =>
        $"half of the {Spans.Minutes(timeouts.Total)} allowed for the install have passed, in phase '{phases.Current}' at "
        + $"{phases.OverallPercent} %; "
        + $"so far {activity}, the last {Spans.Seconds(activity.Idle)} ago";

    private TimeSpan? Remaining(TimeSpan elapsed) =>
        phases.OverallPercent < EnoughToEstimate ? null : elapsed * (100 - phases.OverallPercent) / phases.OverallPercent;
}
