using MailFactory.Testing.Amounts;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands;

/// <summary>Plays the matrix on hosts of several sizes and prints how it would go.</summary>
public static class HostSimulation
{
    /// <summary>
    /// Prints a Gantt chart for each host and a table of all; under KVM unless the options ask for TCG, with what the work
    /// directory's history knows. A host that is too small for a machine is said to be so.
    /// </summary>
    public static async Task PrintAsync(RunOptions options, TextWriter console)
    {
        var accelerator = options.Accelerator ?? AcceleratorKind.Kvm;
        var durations = DurationHistory.Load(Path.Combine(options.Layout.Logs, DurationHistory.FileName));
        var distros = RunOptionsCheck
            .Select(options)
            .Select(distro => DistroPlan.Of(distro, options, Enum.GetValues<Stage>(), accelerator))
            .ToList();
        var rows = new List<string>();
        foreach (var (name, host) in SampleHosts.All(accelerator, options.MaxParallel))
        {
            try
            {
                var plan = Schedule.Forecast(distros, host, durations);
                await console.WriteLineAsync($"{name}: {plan.Host}\n{ScheduleText.Gantt(plan)}\n").ConfigureAwait(false);
                rows.Add(Row(name, plan));
            }
            catch (ScheduleException error)
            {
                rows.Add($"{name, -18} {error.Message}");
            }
        }

        var head =
            $"{"host", -18} {"makespan", 12} {"lower bound", 12} {"ratio", 6} {"one by one", 12} {"barriers", 12} "
            + $"{"machines", 9} {"memory", 10} {"disk", 8}";
        await console
            .WriteLineAsync($"{distros.Count} distros under {accelerator.ToString().ToUpperInvariant()}\n{head}\n{string.Join('\n', rows)}")
            .ConfigureAwait(false);
    }

    private static string Row(string name, SchedulePlan plan) =>
        $"{name, -18} {Spans.Planned(plan.Makespan), 12} {Spans.Planned(plan.Bounds.Lower), 12} "
        + $"{plan.Makespan / plan.Bounds.Lower, 6:0.00} "
        + $"{Spans.Planned(plan.SerialTime), 12} {Spans.Planned(plan.BarrierTime), 12} {plan.Peak.Machines, 9} "
        + $"{plan.Peak.MemoryMiB, 6} MiB {plan.PeakDiskGiB, 4} GiB";
}
