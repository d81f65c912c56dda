using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Tests.Amounts;

public sealed class SizesTests
{
    [Theory]
    [InlineData(512, "512M")]
    [InlineData(2048, "2.0G")]
    [InlineData(20_480, "20.0G")]
    public void Memory_is_told_in_few_characters(long mebibytes, string text) => Assert.Equal(text, Sizes.Narrow(mebibytes));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(10.0, "0")]
    [InlineData(640_000.0, "640k")]
    [InlineData(12_340_000.0, "12.3M")]
    public void Rates_are_told_in_few_characters(double? bytes, string text) => Assert.Equal(text, Sizes.NarrowRate(bytes));

    [Theory]
    [InlineData(3_140_000, "3.1 MB")]
    [InlineData(99_999_999, "100.0 MB")]
    [InlineData(790_000_000, "0.79 GB")]
    public void A_file_is_told_in_the_unit_that_suits_it(long bytes, string text) => Assert.Equal(text, Sizes.File(bytes));
}
