using System.Text;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline.Planning;

/// <summary>The plan for a terminal, with one bar for each distro.</summary>
internal static class MatrixPlanText
{
    private const int BarWidth = 56;

    /// <summary>The plan, each line ended.</summary>
    public static string Render(MatrixPlan plan)
    {
        var text = new StringBuilder($"Matrix plan: {MatrixPlanWords.Headline(plan)}\n\n");
        foreach (var (name, value) in MatrixPlanWords.Facts(plan))
        {
            text.Append($"  {name,-13}{value}\n");
        }

        foreach (var wave in plan.Schedule.Waves)
        {
            text.Append($"  {$"Wave {wave.Number}",-13}{MatrixPlanWords.Of(wave)}\n");
        }

        var width = plan.Distros.Max(distro => distro.Distro.Id.Length);
        text.Append('\n');
        foreach (var distro in plan.Distros)
        {
            text.Append($"  {distro.Distro.Id.PadRight(width)}  |{Bar(distro, plan.Schedule.Makespan)}|  {ReportWords.Of(distro.End)}\n");
        }

        text.Append($"  {new string(' ', width)}   {string.Join(", ", Stages(plan).Select(stage => $"{Letter(stage)} {stage}"))}\n");
        foreach (var note in plan.Notes)
        {
            text.Append($"\n  Note: {note}\n");
        }

        return text.ToString();
    }

    /// <summary>A letter for each slice of time; short items come last, so that each keeps a letter of its own where there is room.</summary>
    private static string Bar(PlannedDistro distro, TimeSpan makespan)
    {
        var bar = new string(' ', BarWidth).ToCharArray();
        foreach (var item in distro.Items.OrderByDescending(item => item.End - item.Start))
        {
            var first = Math.Min((int)(item.Start / makespan * BarWidth), BarWidth - 1);
            var last = Math.Max((int)Math.Round(item.End / makespan * BarWidth), first + 1);
            Array.Fill(bar, Letter(item.Item.Id.Stage), first, Math.Min(last, BarWidth) - first);
        }

        return new string(bar);
    }

    private static IEnumerable<Stage> Stages(MatrixPlan plan) => plan.Schedule.Items.Select(item => item.Item.Id.Stage).Distinct().Order();

    private static char Letter(Stage stage) => stage.ToString()[0];
}
