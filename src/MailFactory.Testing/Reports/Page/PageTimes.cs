using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>How the run used its time, in words.</summary>
internal sealed record PageTimes
{
    public required string Makespan { get; init; }

    public required string LowerBound { get; init; }

    public required string Distance { get; init; }

    public required string Terms { get; init; }

    public required IReadOnlyList<string> CriticalPath { get; init; }

    public static PageTimes Of(RunTimes times) =>
        new()
        {
            Makespan = Spans.Precise(times.Makespan),
            LowerBound = Spans.Precise(times.LowerBound),
            Distance =
                times.LowerBound > TimeSpan.Zero ? $"{times.Makespan / times.LowerBound:0.00} times the lower bound" : "no stage took time",
            Terms = $"longest chain {Spans.Precise(times.LongestChain)}{Term("memory", times.MemoryBound)}{Term("CPUs", times.CpuBound)}",
            CriticalPath =
            [
                .. times.CriticalPath().Select(stage => $"{stage.Distro} {RunWords.Of(stage.Stage)}, {Spans.Precise(stage.Duration)}"),
            ],
        };

    private static string Term(string name, TimeSpan bound) => bound > TimeSpan.Zero ? $", {name} {Spans.Precise(bound)}" : string.Empty;
}
