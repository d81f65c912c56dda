using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Tests.Amounts;

public sealed class SpansTests
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
        Assert.Equal(expected, Spans.Precise(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(61, "2 min")]
    [InlineData(3600, "1 h 00 min")]
    [InlineData(11_100, "3 h 05 min")]
    public void Planned_times_are_rounded_up_to_minutes(double seconds, string expected) =>
        Assert.Equal(expected, Spans.Planned(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(3.14, "3.1 s")]
    [InlineData(2080, "34 min 40 s")]
    [InlineData(61, "1 min 1 s")]
    public void What_a_stage_took_is_told_to_the_second(double seconds, string expected) =>
        Assert.Equal(expected, Spans.Took(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(40, "40 s")]
    [InlineData(270, "4.5 min")]
    [InlineData(5400, "90 min")]
    public void A_limit_is_told_in_seconds_or_minutes(double seconds, string expected) =>
        Assert.Equal(expected, Spans.SecondsOrMinutes(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(247, "4:07")]
    [InlineData(3847, "1:04:07")]
    public void A_clock_has_hours_when_there_are_any(double seconds, string expected) =>
        Assert.Equal(expected, Spans.Clock(TimeSpan.FromSeconds(seconds)));
}
