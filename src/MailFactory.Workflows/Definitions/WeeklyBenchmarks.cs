using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>Whether the quick half of the benchmarks is as it was, each week.</summary>
internal static class WeeklyBenchmarks
{
    /// <summary>The workflow.</summary>
    public static Workflow Create() =>
        new()
        {
            Name = "benchmarks",
            Purpose = "Measures the quick half of the benchmarks each week; fails when a ratio is worse than in benchmarks/RESULTS.md.",
            Triggers = new WorkflowTriggers { Cron = "23 6 * * 0", IsDispatched = true },
            ConcurrencyGroup = "benchmarks",
            Environment = new Dictionary<string, string> { ["NUKE_ENGINE"] = "Embedded" },
            Jobs =
            [
                new WorkflowJob
                {
                    Id = "quick",
                    Name = "the quick half",
                    Condition = "github.event_name != 'schedule' || !github.event.repository.fork",
                    RunsOn = "ubuntu-latest",
                    TimeoutMinutes = "45",
                    Steps = [.. SharedSteps.Sources, SharedSteps.Run("Measure", "benchmarks")],
                },
            ],
        };
}
