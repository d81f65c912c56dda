using MailFactory.Benchmarks.Contests;

namespace MailFactory.Build.Tests.Benchmarks;

public sealed class MakespanTests
{
    [Fact]
    public void The_twelve_take_no_less_than_the_bound_and_no_more_than_schedules_without_a_scheduler()
    {
        var ratios = Makespan.Of(Repository.Root);
        Assert.Equal(12, ratios.Count);
        Assert.All(ratios.Where(ratio => ratio.Against == "the lower bound"), ratio => Assert.True(ratio.Median >= 1, $"{ratio}"));
        Assert.All(ratios.Where(ratio => ratio.Against != "the lower bound"), ratio => Assert.True(ratio.Median <= 1, $"{ratio}"));
        Assert.Contains(ratios, ratio => ratio is { Against: "one after another", Median: < 0.5 });
        Assert.Equal(ratios, Makespan.Of(Repository.Root));
    }

    [Fact]
    public void Recorded_durations_that_cannot_be_read_are_no_silent_defaults()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "benchmarks"));
            File.WriteAllText(Path.Combine(folder.FullName, "benchmarks", "durations.json"), "nothing");
            var error = Assert.Throws<InvalidOperationException>(() => Makespan.Of(folder.FullName));
            Assert.Contains("durations.json", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
