using System.Text.Json;
using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void Names_are_camel_case_with_units_and_enums_are_words()
    {
        var run = JsonDocument.Parse(JsonReport.Render(SampleRuns.Failed)).RootElement;
        Assert.Equal(3847, run.GetProperty("durationSeconds").GetDouble());
        Assert.Equal("product", run.GetProperty("failureClass").GetString());
        var stage = run.GetProperty("stages")[1];
        Assert.Equal("mailTest", stage.GetProperty("stage").GetString());
        var check = stage.GetProperty("checks")[0];
        Assert.Equal(0.412, check.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(31.25, check.GetProperty("measurements").GetProperty("latency_p95_ms").GetDouble());
        Assert.False(check.TryGetProperty("duration", out _));
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        var json = JsonReport.Render(SampleRuns.Failed);
        var read = JsonReport.Read(json);
        Assert.Equal(json, JsonReport.Render(read));
        Assert.Equal(SampleRuns.Failed.Duration, read.Duration);
        Assert.Equal(SampleRuns.FailedCheck.Transcript, read.Stages[1].Checks[1].Transcript);
        Assert.Equal(SampleRuns.Failed.FailureClass, read.FailureClass);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{ \"runId\": ")]
    public void What_is_no_report_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => JsonReport.Read(json));
}
