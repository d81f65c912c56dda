namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Follows an install through its phases; a phase once left does not come back.</summary>
internal sealed class PhaseTracker
{
    private const string BeforeFirst = "firmware";

    private readonly List<PhaseReader> _phases;
    private readonly PatternSet _console;
    private readonly PatternSet _log;
    private readonly TimeProvider _time;
    private readonly List<(string Phase, DateTimeOffset Started, long Stamp)> _seen = [];
    private readonly double _totalWeight;
    private int _current = -1;

    internal PhaseTracker(IReadOnlyList<InstallPhase> phases, TimeProvider time)
    {
        _phases = [.. phases.Select(phase => new PhaseReader(phase))];
        // Patterns and phases keep the same numbers.
        _console = new PatternSet(phases.Select(phase => phase.Pattern ?? PatternSet.Nothing));
        _log = new PatternSet(phases.Select(phase => phase.LogPattern ?? PatternSet.Nothing));
        _time = time;
        _totalWeight = phases.Sum(phase => phase.Weight);
    }

    /// <summary>The current phase's name; "firmware" before the first one.</summary>
    public string Current => _current < 0 ? BeforeFirst : _phases[_current].Phase.Name;

    /// <summary>Progress of the current phase in percent; null when it does not tell. It never goes back.</summary>
    public int? Percent { get; private set; }

    /// <summary>Progress of the whole install in percent, from the phases' weights.</summary>
    public int OverallPercent
    {
        get
        {
            var past = _phases.Take(Math.Max(_current, 0)).Sum(phase => phase.Phase.Weight);
            var present = _current < 0 ? 0 : _phases[_current].Phase.Weight * (Percent ?? 0) / 100;
            return (int)((past + present) / _totalWeight * 100);
        }
    }

    /// <summary>
    /// The phases gone through, each until the next one began and the last one until now; measured so that a jump of the host's
    /// clock does not change a duration.
    /// </summary>
    public IReadOnlyList<PhaseRecord> History()
    {
        var ends = _seen.Skip(1).Select(next => next.Stamp).Append(_time.GetTimestamp());
        return [.. _seen.Zip(ends, (entry, end) => new PhaseRecord(entry.Phase, entry.Started, _time.GetElapsedTime(entry.Stamp, end)))];
    }

    /// <summary>Takes a line of the console, or of the installer's log.</summary>
    internal void Read(string line, bool isLog = false)
    {
        var index = (isLog ? _log : _console).LastIn(line, from: Math.Max(_current, 0));
        if (index < 0)
        {
            return;
        }

        if (index > _current)
        {
            _current = index;
            Percent = null;
            _seen.Add((Current, _time.GetUtcNow(), _time.GetTimestamp()));
        }

        if (_phases[index].PercentIn(line) is { } percent)
        {
            Percent = Math.Clamp(percent, Percent ?? 0, 100);
        }
    }
}
