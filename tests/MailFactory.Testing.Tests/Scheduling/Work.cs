using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Tests.Scheduling;

/// <summary>Items and hosts with only the figures that matter for a test.</summary>
internal static class Work
{
    public static HostBudget Host { get; } =
        new()
        {
            MemoryMiB = 100,
            Cpus = 100,
            DiskGiB = 100,
            Downloads = 100,
            Stagger = TimeSpan.Zero,
        };

    public static WorkItem Item(string distro, double seconds, int memory = 0, Stage stage = Stage.Install, params string[] after) =>
        new()
        {
            Id = new ItemId(distro, stage),
            Needs = new Resources { MemoryMiB = memory },
            Expected = TimeSpan.FromSeconds(seconds),
            DependsOn = [.. after.Select(before => new ItemId(before, stage))],
        };

    public static WorkItem Machine(string distro, double seconds, int memory = 0) =>
        Item(distro, seconds) with
        {
            Needs = new Resources { MemoryMiB = memory, Machines = 1 },
        };

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public static IEnumerable<string> Distros(this ScheduleDecision decision) => decision.Starts.Select(item => item.Id.Distro);
}
