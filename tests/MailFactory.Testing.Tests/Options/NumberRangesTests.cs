using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class NumberRangesTests
{
    private static readonly RunOptions _options = new() { Repository = Repository.Root, Layout = new WorkLayout(".") };

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(1e3, "1000")]
    [InlineData(-1, "-1")]
    public void A_number_out_of_its_range_is_named_with_the_range(double value, string shown)
    {
        Assert.Equal(
            [$"--timeout-scale: {shown} is not between 0.001 and 40"],
            NumberRanges.Mistakes(_options with { TimeoutScale = value })
        );
        Assert.StartsWith(
            "--iso-quota: ",
            Assert.Single(NumberRanges.Mistakes(_options with { IsoQuotaGiB = value * 1e6 })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Numbers_within_their_ranges_and_numbers_not_given_are_right() =>
        Assert.Empty(NumberRanges.Mistakes(_options with { TimeoutScale = 40, MemoryMiB = 512, IsoQuotaGiB = 0.001, RateLimitMiB = 0.5 }));
}
