using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Tests.Reports;

public sealed class ReportWordsTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.4123, "412 ms")]
    [InlineData(3.14, "3.1 s")]
    [InlineData(59.99, "1 min 00 s")]
    [InlineData(751, "12 min 31 s")]
    [InlineData(3599.9, "1 h 00 min")]
    [InlineData(90000, "25 h 00 min")]
    public void A_span_is_told_with_the_precision_that_matters(double seconds, string expected) =>
        Assert.Equal(expected, ReportWords.Of(TimeSpan.FromSeconds(seconds)));
}
