using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>How a run used its time: the chain that made it as long as it was, and what no schedule of the same work beats.</summary>
internal sealed class RunTimes
{
    // The clock stands a little later when the next stage begins; of several ends so close together the distro's own counts.
    private static readonly TimeSpan _sameMoment = TimeSpan.FromSeconds(1);

    // A stage is measured by another clock than the one that says when it began, so the next may seem to begin before its end.
    private static readonly TimeSpan _clockError = TimeSpan.FromMilliseconds(50);

    // A report from elsewhere may say that a host of one CPU ran thousands at once.
    private const double MostSeconds = 1e10;

    private readonly RunHost? _host;
    private readonly Dictionary<string, (string? Place, string? Run)> _origins;

    /// <summary>Measures the stages that were really done.</summary>
    public RunTimes(RunResult run)
    {
        _host = run.Host;
        _origins = run.Distros.ToDictionary(distro => distro, distro => (RunPlace.Of(run, distro), RunPlace.OriginOf(run, distro)?.RunId));
        Done = [.. run.Stages.Where(stage => stage.Duration > TimeSpan.Zero).OrderBy(stage => stage.Started).ThenBy(stage => stage.Stage)];
        Start = Done.Select(stage => stage.Started).DefaultIfEmpty(run.Started).Min();
    }

    /// <summary>The stages that took time, in the order of their starts.</summary>
    public IReadOnlyList<StageResult> Done { get; }

    /// <summary>When the first stage began.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>From the start of the first stage to the end of the last.</summary>
    public TimeSpan Makespan => Done.Select(stage => From(stage) + stage.Duration).DefaultIfEmpty().Max();

    /// <summary>The longest chain of one distro: no host, however large, is quicker.</summary>
    public TimeSpan LongestChain => Done.GroupBy(stage => stage.Distro).Select(Sum).DefaultIfEmpty().Max();

    /// <summary>Memory × time of all stages, divided by the host's memory; zero when that is not known.</summary>
    public TimeSpan MemoryBound => Spread(stage => stage.MemoryMiB, _host?.MemoryMiB);

    /// <summary>CPUs × time of all stages, divided by the host's CPUs; zero when they are not known.</summary>
    public TimeSpan CpuBound => Spread(stage => stage.Cpus, _host?.Cpus);

    /// <summary>What no schedule of the same work on the same host beats: the largest of the three.</summary>
    public TimeSpan LowerBound => new[] { LongestChain, MemoryBound, CpuBound }.Max();

    /// <summary>When a stage began, from the start.</summary>
    public TimeSpan From(StageResult stage) => stage.Started - Start;

    /// <summary>From the stage that ended last back to the start of its run, each time to the stage whose end it waited for.</summary>
    public IReadOnlyList<StageResult> CriticalPath()
    {
        var path = new List<StageResult>();
        for (var stage = Done.MaxBy(End); stage is not null; stage = Before(stage))
        {
            path.Insert(0, stage);
        }

        return path;
    }

    /// <summary>No stage waits for one of another run.</summary>
    private StageResult? Before(StageResult later)
    {
        var earlier = Done.Where(stage =>
                _origins.GetValueOrDefault(stage.Distro) == _origins.GetValueOrDefault(later.Distro)
                && stage.Started < later.Started
                && End(stage) <= later.Started + _clockError
            )
            .ToList();
        var last = earlier.Select(End).DefaultIfEmpty().Max();
        return earlier
            .Where(stage => End(stage) >= last - _sameMoment)
            .OrderByDescending(stage => stage.Distro == later.Distro)
            .ThenByDescending(End)
            .FirstOrDefault();
    }

    private static DateTimeOffset End(StageResult stage) => stage.Started + stage.Duration;

    private static TimeSpan Sum(IEnumerable<StageResult> stages) => stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);

    private TimeSpan Spread(Func<StageResult, int> amount, int? capacity) =>
        capacity is > 0
            ? TimeSpan.FromSeconds(Math.Min(MostSeconds, Done.Sum(stage => stage.Duration.TotalSeconds * amount(stage)) / capacity.Value))
            : TimeSpan.Zero;
}
