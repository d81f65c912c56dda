using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Benchmarks.Contests;

/// <summary>
/// How long the default matrix takes by our schedule on hosts of several sizes, against what no schedule can beat, and against two that
/// need no scheduler. Nothing is run: the schedule is played with recorded durations, so the figures are the same everywhere and each time.
/// </summary>
internal static class Makespan
{
    /// <summary>What the durations were recorded under, and so what the schedule is played under.</summary>
    private const AcceleratorKind Accelerator = AcceleratorKind.Tcg;

    /// <summary>The ratios, with what <c>benchmarks/durations.json</c> has recorded and the defaults where it has nothing.</summary>
    public static IReadOnlyList<Ratio> Of(string repository)
    {
        var history = DurationHistory.Load(Path.Combine(repository, "benchmarks", DurationHistory.FileName));
        if (history.Problem is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        var options = new RunOptions { Repository = repository, Layout = new WorkLayout(repository) };
        var distros = RunOptionsCheck
            .Select(options)
            .Select(distro => DistroPlan.Of(distro, options, Enum.GetValues<Stage>(), Accelerator))
            .ToList();
        return
        [
            .. SampleHosts
                .All(Accelerator)
                .SelectMany(host => Ratios($"makespan of {distros.Count}, {host.Name}", Schedule.Forecast(distros, host.Budget, history))),
        ];
    }

    private static IEnumerable<Ratio> Ratios(string id, SchedulePlan plan) =>
        new[]
        {
            ("the lower bound", plan.Bounds.Lower, (double?)null),
            ("a stage of all before the next", plan.BarrierTime, 1),
            ("one after another", plan.SerialTime, 1),
        }.Select(other =>
            Ratio.Of(id, "ours", other.Item1, [plan.Makespan.TotalMinutes], [other.Item2.TotalMinutes]) with
            {
                Unit = "min",
                Aim = other.Item3,
            }
        );
}
