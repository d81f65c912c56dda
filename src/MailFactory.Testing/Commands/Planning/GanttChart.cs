using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Reports.Charts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>A plan as SVG: a row for each distro, a bar for each stage, a band for each wave.</summary>
internal static class GanttChart
{
    /// <summary>The chart.</summary>
    public static XElement Render(MatrixPlan plan) =>
        new GanttDrawing
        {
            Id = "gantt",
            Title = "When each stage of each distro runs",
            Description = $"{MatrixPlanWords.Headline(plan)}. The table below has the same times.",
            Total = plan.Schedule.Makespan,
            Rows = [.. plan.Distros.Select(distro => new GanttRow(distro.Distro.Id, [.. distro.Items.Select(Bar)]))],
            Bands = [.. plan.Schedule.Waves.Select(wave => new GanttBand(wave.Number, wave.Start, wave.End))],
        }.Render();

    private static GanttBar Bar(MailFactory.Testing.Scheduling.Plans.PlannedItem item)
    {
        var stage = item.Item.Id.Stage;
        return new GanttBar(
            stage.ToString().ToLowerInvariant(),
            RunWords.Of(stage),
            $"{item.Item.Id}: {Spans.Precise(item.Start)} to {Spans.Precise(item.End)}",
            item.Start,
            item.End
        );
    }
}
