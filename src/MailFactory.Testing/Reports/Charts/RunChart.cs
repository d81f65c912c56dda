using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Charts;

/// <summary>Charts of what a run really did.</summary>
internal static class RunChart
{
    /// <summary>
    /// A row for each distro and a bar for each stage, those of the critical path marked, the hosts of a merged report one after the other;
    /// null when nothing took time.
    /// </summary>
    public static XElement? OfRun(RunResult run, RunTimes times)
    {
        if (times.Done.Count == 0)
        {
            return null;
        }

        var critical = times.CriticalPath().ToHashSet();
        var isMerged = RunPlace.Merged(run).Count > 0;
        return new GanttDrawing
        {
            Id = "gantt",
            Title = "When each stage of each distro ran",
            Description = "The table of the matrix has the same durations; the stages of the critical path have a thick border.",
            Total = times.Makespan,
            NameWidth = 150,
            Since = isMerged ? times.Start : null,
            Rows =
            [
                .. run
                    .Distros.GroupBy(distro => RunPlace.Of(run, distro))
                    .SelectMany(place => place.Select(Row).Prepend(new GanttRow(place.Key ?? "no result", [])).Skip(isMerged ? 0 : 1)),
            ],
        }.Render();

        GanttRow Row(string distro) =>
            new(
                isMerged ? $"· {distro}" : distro,
                [
                    .. times
                        .Done.Where(stage => stage.Distro == distro)
                        .Select(stage => Bar(stage, times.From(stage), critical.Contains(stage))),
                ]
            );
    }

    /// <summary>The stages of one distro, and below each its phases; null when nothing took time.</summary>
    public static XElement? OfDistro(string distro, IReadOnlyList<StageResult> stages)
    {
        var done = stages.Where(stage => stage.Duration > TimeSpan.Zero).ToList();
        if (done.Count == 0)
        {
            return null;
        }

        var start = done.Min(stage => stage.Started);
        return new GanttDrawing
        {
            Id = $"timeline-{distro}",
            Title = $"The stages of {distro} and their phases",
            Description = "The tables below have the same durations.",
            Total = done.Max(stage => stage.Started + stage.Duration) - start,
            NameWidth = 210,
            Rows =
            [
                .. done.SelectMany(stage =>
                    stage
                        .Phases.Select(phase => Row(stage, phase, start))
                        .Prepend(new GanttRow(RunWords.Of(stage.Stage), [Bar(stage, stage.Started - start, isCritical: false)]))
                ),
            ],
        }.Render();
    }

    private static GanttBar Bar(StageResult stage, TimeSpan from, bool isCritical)
    {
        var name = RunWords.Of(stage.Stage);
        var kind =
            $"{stage.Stage.ToString().ToLowerInvariant()}{(isCritical ? " critical" : string.Empty)}{(stage.FailureClass == FailureClass.None ? string.Empty : " failure")}";
        return new GanttBar(
            kind,
            name,
            $"{stage.Distro} {name}: {RunWords.Of(stage.Verdict)} after {Spans.Precise(stage.Duration)}",
            from,
            from + stage.Duration
        );
    }

    private static GanttRow Row(StageResult stage, StagePhase phase, DateTimeOffset start)
    {
        var from = phase.Started - start;
        return new GanttRow(
            $"· {phase.Name}",
            [
                new GanttBar(
                    $"{stage.Stage.ToString().ToLowerInvariant()} phase",
                    string.Empty,
                    $"{phase.Name}: {Spans.Precise(phase.Duration)}",
                    from,
                    from + phase.Duration
                ),
            ]
        );
    }
}
