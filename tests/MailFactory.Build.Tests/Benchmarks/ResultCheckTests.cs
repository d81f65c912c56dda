using MailFactory.Benchmarks.Measuring;
using MailFactory.Benchmarks.Results;

namespace MailFactory.Build.Tests.Benchmarks;

/// <summary>What <c>Benchmarks --check</c> says to the figures that this repository keeps.</summary>
public sealed class ResultCheckTests
{
    private static readonly string _figures = Path.Combine(Repository.Root, "benchmarks", "results.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Each_ratio_that_is_kept_fails_a_run_in_which_it_is_worse_and_one_sentence_names_it()
    {
        var kept = await KeptAsync();
        Assert.NotEmpty(kept.Ratios);
        foreach (var ratio in kept.Ratios)
        {
            var (code, said) = await CheckAsync(
                kept with
                {
                    Ratios = [.. kept.Ratios.Select(other => other == ratio ? Worse(ratio) : other)],
                }
            );
            Assert.Equal(1, code);
            Assert.StartsWith(
                $"worse than on {kept.Measured:yyyy-MM-dd}: {ratio.Id} against {ratio.Against}: ",
                said,
                StringComparison.Ordinal
            );
            Assert.Equal(1, said.Count(character => character == '\n'));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_figures_that_are_kept_and_better_ones_pass_in_silence()
    {
        var kept = await KeptAsync();
        Assert.Equal((0, string.Empty), await CheckAsync(kept));
        Assert.Equal((0, string.Empty), await CheckAsync(kept with { Ratios = [.. kept.Ratios.Select(Better)] }));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_check_without_figures_to_compare_with_fails_and_says_what_to_do()
    {
        using var errors = new StringWriter();
        var missing = Path.Combine(Repository.Root, "benchmarks", "no-such-results.json");
        Assert.Equal(1, await ResultCheck.RunAsync(await KeptAsync(), missing, errors, Cancellation));
        Assert.Equal(
            $"there is nothing to compare with: {missing} is missing; run Benchmarks without --check to write it",
            errors.ToString().Trim()
        );
    }

    private static Ratio Worse(Ratio ratio) => ratio with { Low = ratio.High * 1.1, Median = ratio.High * 1.2, High = ratio.High * 1.3 };

    private static Ratio Better(Ratio ratio) => ratio with { Low = ratio.Low / 2, Median = ratio.Median / 2, High = ratio.High / 2 };

    private static async Task<(int Code, string Said)> CheckAsync(ResultSet measured)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        return (await ResultCheck.RunAsync(measured, _figures, errors, Cancellation), errors.ToString());
    }

    private static async Task<ResultSet> KeptAsync() => Assert.IsType<ResultSet>(await ResultSet.ReadAsync(_figures, Cancellation));
}
