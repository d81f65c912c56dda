using MailFactory.Benchmarks.Measuring;
using MailFactory.Benchmarks.Results;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Benchmarks;

public sealed class RatioTests
{
    [Fact]
    public void It_is_the_middle_of_the_rounds_and_its_spread_leaves_out_the_best_and_the_worst()
    {
        // A busy moment in the second round made both slow: the ratio is as it was.
        var ratio = Ratio.Of("x", "ours", "theirs", [1, 10, 1, 1, 9, 0.1], [2, 20, 2, 2.5, 2, 2]);
        Assert.Equal((0.5, 0.4, 0.5), (ratio.Median, ratio.Low, ratio.High));
        var few = Ratio.Of("x", "ours", "theirs", [1, 2, 6], [2, 2, 2]);
        Assert.Equal((1, 0.5, 3), (few.Median, few.Low, few.High));
    }

    [Theory]
    [InlineData(1.3, 1.2, 1.4, true)]
    [InlineData(1.3, 1.05, 1.6, false)]
    [InlineData(0.5, 0.4, 0.6, false)]
    public void It_is_worse_when_even_its_good_rounds_are_worse_than_the_bad_ones_of_before(
        double median,
        double low,
        double high,
        bool isWorse
    )
    {
        var (then, now) = (Set(Sample(1, 0.9, 1.1)), Set(Sample(median, low, high)));
        Assert.Equal(isWorse, now.WorseThan(then).Count == 1);
        Assert.Empty(now.WorseThan(Set()));
        Assert.Empty(now.WorseThan(then with { Machine = "another" }));
        Assert.Empty(then.WorseThan(then));
    }

    [Fact]
    public void The_table_says_what_was_reached_and_by_how_much_an_aim_was_missed()
    {
        var table = ResultTable.Render(Set(Sample(0.05, 0.04, 0.06) with { Aim = 0.1 }, Sample(0.3, 0.2, 0.4) with { Aim = 0.1 }));
        Assert.Contains("| 0.05 | 0.04 to 0.06 | 0.10 | reached |", table, StringComparison.Ordinal);
        Assert.Contains("| 0.30 | 0.20 to 0.40 | 0.10 | missed: 3.0 times the aim |", table, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => ResultTable.Into("# A page without a place for figures", Set()));
    }

    [Fact]
    public void A_set_keeps_what_was_measured_before_of_contests_that_did_not_run()
    {
        var old = Set(Sample(1, 1, 1), Sample(2, 2, 2) with { Id = "large" });
        var whole = Set(Sample(0.5, 0.5, 0.5)).WithOthersOf(old);
        Assert.Equal([0.5, 2], whole.Ratios.Select(ratio => ratio.Median));
    }

    [Fact(Timeout = 60_000)]
    public async Task Contestants_run_in_turns_and_the_first_round_does_not_count()
    {
        var order = new List<string>();
        var ratios = await new Contest
        {
            Id = "x",
            Title = "x",
            Ours = Writes("a"),
            Others = [(Writes("b"), null), (Writes("c"), 2)],
            Rounds = 2,
        }.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("abccbaabc", string.Concat(order));
        Assert.Equal(["b", "c"], ratios.Select(ratio => ratio.Against));
        Assert.Equal([null, 2.0], ratios.Select(ratio => ratio.Aim));

        Contestant Writes(string name) =>
            new(
                name,
                _ =>
                {
                    order.Add(name);
                    return Task.FromResult(1.0);
                }
            );
    }

    [Fact(Timeout = 60_000)]
    public async Task What_fails_has_no_speed() =>
        await Assert.ThrowsAsync<ToolException>(() =>
            Contestant.Of("no", ToolCommand.Create("false")).Measure(TestContext.Current.CancellationToken)
        );

    private static Ratio Sample(double median, double low, double high) =>
        new()
        {
            Id = "x",
            Ours = "ours",
            Against = "theirs",
            Median = median,
            Low = low,
            High = high,
            OursFigure = 1,
            TheirFigure = 1,
        };

    private static ResultSet Set(params Ratio[] ratios) =>
        new()
        {
            Measured = new DateOnly(2026, 5, 1),
            Machine = "a machine",
            Ratios = ratios,
        };
}
