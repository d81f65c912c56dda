using MailFactory.Testing.Amounts;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>The facts of a plan in words, the same as text and on the page.</summary>
internal static class MatrixPlanWords
{
    /// <summary>The plan in one line.</summary>
    public static string Headline(MatrixPlan plan) =>
        $"{plan.Distros.Count} {(plan.Distros.Count == 1 ? "distro" : "distros")}, expected end {End(plan)} "
        + $"({Spans.Planned(plan.Schedule.Makespan)})";

    /// <summary>Name and value of each fact.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(MatrixPlan plan)
    {
        var schedule = plan.Schedule;
        var bounds = schedule.Bounds;
        yield return ("Accelerator", $"{plan.Accelerator.ToString().ToUpperInvariant()}, {plan.AcceleratorReason}");
        yield return ("Host", schedule.Host.ToString());
        yield return (
            "Peak",
            $"{schedule.Peak.MemoryMiB} MiB, {schedule.Peak.Cpus} CPUs, {schedule.PeakDiskGiB} GiB of disk, "
                + $"{Machines(schedule.Peak.Machines)}"
        );
        yield return (
            "Lower bound",
            $"{Spans.Planned(bounds.Lower)} (longest chain {Spans.Planned(bounds.LongestPath)}, CPUs "
                + $"{Spans.Planned(bounds.Cpu)}, memory {Spans.Planned(bounds.Memory)})"
        );
        yield return (
            "Compared",
            $"{Spans.Planned(schedule.BarrierTime)} with a barrier after each stage, "
                + $"{Spans.Planned(schedule.SerialTime)} one after another"
        );
        yield return (
            "Durations",
            $"{plan.Distros.Sum(distro => distro.Learned)} of {schedule.Items.Count} learned on this host, the others are defaults"
        );
        yield return ("Reused", Reused(plan));
    }

    /// <summary>A wave in words, without its number.</summary>
    public static string Of(ScheduleWave wave) =>
        $"{Spans.Planned(wave.Start)} to {Spans.Planned(wave.End)}: {string.Join(", ", wave.Distros)}";

    /// <summary>Rounded up like the span beside it; with its date when that is not today's.</summary>
    private static string End(MatrixPlan plan)
    {
        var end = plan.Now + TimeSpan.FromMinutes(Math.Ceiling(plan.Schedule.Makespan.TotalMinutes));
        return end.Date == plan.Now.Date ? $"{end:HH:mm}" : $"{end:yyyy-MM-dd HH:mm}";
    }

    private static string Machines(int count) => count == 1 ? "1 machine" : $"{count} machines";

    private static string Reused(MatrixPlan plan)
    {
        var archives = plan
            .Distros.Where(distro => distro.Archive is not null)
            .Select(distro => $"{distro.Distro.Id} of {distro.Archive!.Installed:yyyy-MM-dd HH:mm} UTC")
            .ToList();
        return archives.Count == 0 ? "no archive fits" : $"{string.Join(", ", archives)}; unless the medium or QEMU has changed";
    }
}
