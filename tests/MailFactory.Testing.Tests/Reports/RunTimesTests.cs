using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports;

public sealed class RunTimesTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_critical_path_goes_back_to_what_each_stage_waited_for()
    {
        // b's install waits for a's, as only one machine fits; c is done long before.
        var times = Times(
            On("a", Stage.Create, 0, 10),
            On("a", Stage.Install, 10, 100),
            On("b", Stage.Create, 0, 20),
            On("b", Stage.Install, 110, 50),
            On("c", Stage.Create, 0, 5)
        );
        Assert.Equal(["a Create", "a Install", "b Install"], times.CriticalPath().Select(stage => $"{stage.Distro} {stage.Stage}"));
        Assert.Equal(TimeSpan.FromSeconds(160), times.Makespan);
        Assert.Equal(TimeSpan.FromSeconds(110), times.LongestChain);
    }

    [Fact]
    public void Of_two_that_ended_together_the_distros_own_stage_counts()
    {
        var times = Times(On("a", Stage.Install, 0, 100.2), On("b", Stage.Create, 0, 100), On("b", Stage.Install, 100.3, 10));
        Assert.Equal(["b Create", "b Install"], times.CriticalPath().Select(stage => $"{stage.Distro} {stage.Stage}"));
    }

    [Fact]
    public void A_stage_that_seems_to_begin_before_the_end_of_the_last_one_still_follows_it()
    {
        var times = Times(On("a", Stage.Create, 0, 10.0001), On("a", Stage.Install, 10, 5));
        Assert.Equal(2, times.CriticalPath().Count);
    }

    [Fact]
    public void The_lower_bound_is_the_largest_of_chain_memory_and_cpus()
    {
        var stages = new[]
        {
            On("a", Stage.Install, 0, 100) with
            {
                MemoryMiB = 3000,
                Cpus = 2,
            },
            On("b", Stage.Install, 100, 100) with
            {
                MemoryMiB = 3000,
                Cpus = 2,
            },
        };
        var times = new RunTimes(
            SampleRuns.Run(stages) with
            {
                Host = new RunHost
                {
                    MemoryMiB = 4000,
                    Cpus = 8,
                    DiskGiB = 1,
                },
            }
        );
        Assert.Equal((100, 150, 50), (times.LongestChain.TotalSeconds, times.MemoryBound.TotalSeconds, times.CpuBound.TotalSeconds));
        Assert.Equal(150, times.LowerBound.TotalSeconds);
        Assert.Equal(100, Times(stages).LowerBound.TotalSeconds);
    }

    [Fact]
    public void A_run_without_stages_took_no_time()
    {
        var times = Times();
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (times.Makespan, times.LowerBound));
        Assert.Empty(times.CriticalPath());
    }

    private static RunTimes Times(params StageResult[] stages) => new(SampleRuns.Run(stages));

    private static StageResult On(string distro, Stage stage, double start, double seconds) =>
        SampleRuns.StageOf(stage, "done") with
        {
            Distro = distro,
            Started = _start.AddSeconds(start),
            Duration = TimeSpan.FromSeconds(seconds),
        };
}
