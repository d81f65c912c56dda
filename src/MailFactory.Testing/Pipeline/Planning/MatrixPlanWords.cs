using MailFactory.Testing.Pipeline.Scheduling;
using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Pipeline.Planning;

/// <summary>The facts of a plan in words, the same as text and on the page.</summary>
internal static class MatrixPlanWords
{
    /// <summary>The plan in one line.</summary>
    public static string Headline(MatrixPlan plan) =>
        $"{plan.Distros.Count} {(plan.Distros.Count == 1 ? "distro" : "distros")}, expected end {plan.ExpectedEnd:HH:mm} ({ReportWords.Of(plan.Schedule.Makespan)})";

    /// <summary>Name and value of each fact.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(MatrixPlan plan)
    {
        var schedule = plan.Schedule;
        var bounds = schedule.Bounds;
        yield return ("Accelerator", $"{plan.Accelerator.ToString().ToUpperInvariant()}, {plan.AcceleratorReason}");
        yield return ("Host", schedule.Host.ToString());
        yield return ("Peak", $"{schedule.Peak.MemoryMiB} MiB, {schedule.Peak.Cpus} CPUs, {schedule.PeakDiskGiB} GiB of disk, {Machines(schedule.Peak.Machines)}");
        yield return ("Lower bound", $"{ReportWords.Of(bounds.Lower)} (longest chain {ReportWords.Of(bounds.LongestPath)}, CPUs {ReportWords.Of(bounds.Cpu)}, memory {ReportWords.Of(bounds.Memory)})");
        yield return ("Compared", $"{ReportWords.Of(schedule.BarrierTime)} with a barrier after each stage, {ReportWords.Of(schedule.SerialTime)} one after another");
        yield return ("Durations", $"{plan.Distros.Sum(distro => distro.Learned)} of {schedule.Items.Count} learned on this host, the others are defaults");
        yield return ("Reused", Reused(plan));
    }

    /// <summary>A wave in words, without its number.</summary>
    public static string Of(ScheduleWave wave) => $"{ReportWords.Of(wave.Start)} to {ReportWords.Of(wave.End)}: {string.Join(", ", wave.Distros)}";

    private static string Machines(int count) => count == 1 ? "1 machine" : $"{count} machines";

    private static string Reused(MatrixPlan plan)
    {
        var archives = plan.Distros.Where(distro => distro.Archive is not null)
            .Select(distro => $"{distro.Distro.Id} of {distro.Archive!.Installed:yyyy-MM-dd HH:mm} UTC")
            .ToList();
        return archives.Count == 0
            ? "no archive fits"
            : $"{string.Join(", ", archives)}; unless the medium or QEMU has changed";
    }
}
