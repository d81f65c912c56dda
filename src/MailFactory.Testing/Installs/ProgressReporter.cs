namespace MailFactory.Testing.Installs;

/// <summary>Tells a listener how far an install has come: on every change, every second, and with a warning at half time.</summary>
internal sealed class ProgressReporter(PhaseTracker phases, InstallTimeouts timeouts, IProgress<InstallProgress>? progress, TimeProvider time)
{
    private const int EnoughToEstimate = 3;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly long _started = time.GetTimestamp();
    private (string Phase, int? Percent)? _last;
    private long _reported;
    private bool _isWarned;

    /// <summary>Reports if there is something to report.</summary>
    public void Report()
    {
        var now = (phases.Current, phases.Percent);
        var elapsed = time.GetElapsedTime(_started);
        var isHalfOver = !_isWarned && elapsed >= timeouts.Total / 2;
        if (now == _last && !isHalfOver && time.GetElapsedTime(_reported) < _interval)
        {
            return;
        }

        _last = now;
        _reported = time.GetTimestamp();
        _isWarned |= isHalfOver;
        progress?.Report(new InstallProgress
        {
            Phase = phases.Current,
            PhasePercent = phases.Percent,
            OverallPercent = phases.OverallPercent,
            Elapsed = elapsed,
            Remaining = Remaining(elapsed),
            Warning = isHalfOver ? $"half of the {timeouts.Total.TotalMinutes:0} min for the install are over, in phase '{phases.Current}'" : null,
        });
    }

    private TimeSpan? Remaining(TimeSpan elapsed) =>
        phases.OverallPercent < EnoughToEstimate ? null : elapsed * (100 - phases.OverallPercent) / phases.OverallPercent;
}
