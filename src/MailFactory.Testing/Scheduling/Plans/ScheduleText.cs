using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>A planned schedule as text.</summary>
internal static class ScheduleText
{
    private const string Letters = "DVCIAM";

    /// <summary>What to expect of a run, in one sentence.</summary>
    public static string Summary(SchedulePlan plan) =>
        $"if nothing is reused, this takes about {Spans.Planned(plan.Makespan)}, up to {plan.Peak.Machines} "
        + $"{(plan.Peak.Machines == 1 ? "machine" : "machines")} at once with {plan.Peak.MemoryMiB} MiB";

    /// <summary>
    /// A line for each distro, with a letter for the stage that takes most of each step of time and a dot for waiting.
    /// </summary>
    /// <param name="plan">The schedule.</param>
    /// <param name="width">How many steps to cut the time into.</param>
    public static string Gantt(SchedulePlan plan, int width = 72)
    {
        var distros = plan.Items.Select(item => item.Item.Id.Distro).Distinct().ToList();
        var margin = distros.Select(distro => distro.Length).DefaultIfEmpty().Max();
        var lines = distros.Select(distro => $"{distro.PadRight(margin)} |{Row(plan, distro, width)}|");
        var scale = $"{new string(' ', margin)} 0{Spans.Planned(plan.Makespan).PadLeft(width)}";
        var legend = string.Join(", ", Enum.GetValues<Stage>().Select(stage => $"{Letters[(int)stage]} {RunWords.Of(stage)}"));
        return string.Join('\n', lines.Append(scale).Append($"{legend}, . waits"));
    }

    private static string Row(SchedulePlan plan, string distro, int width)
    {
        var items = plan.Items.Where(item => item.Item.Id.Distro == distro).ToList();
        var end = items.Max(item => item.End);
        return string.Concat(
            Enumerable.Range(0, width).Select(step => Sign(plan.Makespan * step / width, plan.Makespan * (step + 1) / width))
        );

        char Sign(TimeSpan from, TimeSpan to)
        {
            var longest = items.Where(item => Overlap(item, from, to) > TimeSpan.Zero).MaxBy(item => Overlap(item, from, to));
            if (longest is not null)
            {
                return Letters[(int)longest.Item.Id.Stage];
            }

            return from < end ? '.' : ' ';
        }
    }

    private static TimeSpan Overlap(PlannedItem item, TimeSpan from, TimeSpan to) =>
        (item.End < to ? item.End : to) - (item.Start > from ? item.Start : from);
}
