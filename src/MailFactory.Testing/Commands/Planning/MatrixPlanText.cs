using System.Text;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>The plan for a terminal, with a chart of one line for each distro.</summary>
internal static class MatrixPlanText
{
    private const int BarWidth = 56;

    /// <summary>The plan, each line ended.</summary>
    public static string Render(MatrixPlan plan)
    {
        var text = new StringBuilder($"Matrix plan: {MatrixPlanWords.Headline(plan)}\n\n");
        foreach (var (name, value) in MatrixPlanWords.Facts(plan))
        {
            text.Append($"  {name, -13}{value}\n");
        }

        foreach (var wave in plan.Schedule.Waves)
        {
            text.Append($"  {$"Wave {wave.Number}", -13}{MatrixPlanWords.Of(wave)}\n");
        }

        text.Append('\n');
        foreach (var line in ScheduleText.Gantt(plan.Schedule, BarWidth).Split('\n'))
        {
            text.Append($"  {line}\n");
        }

        foreach (var note in plan.Notes)
        {
            text.Append($"\n  Note: {note}\n");
        }

        return text.ToString();
    }
}
