using System.Text.Json;
using Nuke.Common.Utilities.Collections;

namespace MailFactory.Nuke.Tests;

/// <summary>The result that programs read.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class JsonResultTests : IDisposable
{
    private readonly SampleRun _run = new();

    private JsonElement Result => JsonElement.Parse(_run.Out);

    [Fact]
    public void Standard_output_is_one_document_and_people_read_standard_error()
    {
        Assert.Equal(0, _run.Run<Sample>(nameof(Sample.Good), "--json", "--skip", "Left"));
        Assert.True(Result.GetProperty("succeeded").GetBoolean());
        Assert.Equal("Sample", Result.GetProperty("build").GetString());
        Assert.True(Result.GetProperty("durationSeconds").GetDouble() >= 0);
        var targets = Result.GetProperty("targets").EnumerateArray().ToDictionary(x => x.GetProperty("name").GetString());
        Assert.Equal("Skipped", targets["Left"].GetProperty("status").GetString());
        Assert.Equal("via parameter", targets["Left"].GetProperty("skipped").GetString());
        Assert.Equal("Succeeded", targets["Good"].GetProperty("status").GetString());
        Assert.Equal("3 passed", targets["Good"].GetProperty("summary").GetProperty("Tests").GetString());
        Assert.Contains("Good", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_reported_as_JSON_is_no_text_in_it()
    {
        Assert.Equal(0, _run.Run<Sample>(nameof(Sample.List), "--json"));
        var summary = Result.GetProperty("targets").EnumerateArray().Single().GetProperty("summary");
        Assert.Equal(12, summary.GetProperty("object").GetProperty("size").GetInt32());
        Assert.Equal("b", summary.GetProperty("array")[1].GetString());
        Assert.Equal("{ broken", summary.GetProperty("text").GetString());
    }

    [Fact]
    public void A_failure_has_its_cause_and_its_messages()
    {
        Assert.NotEqual(0, _run.Run<Sample>(nameof(Sample.Broken), "--json"));
        Assert.False(Result.GetProperty("succeeded").GetBoolean());
        Assert.NotEqual(0, Result.GetProperty("exitCode").GetInt32());
        var broken = Result.GetProperty("targets").EnumerateArray().Single(x => x.GetProperty("name").GetString() == "Broken");
        Assert.Equal("InvalidOperationException: it broke\nfor a reason", broken.GetProperty("cause").GetString());
        Assert.Contains(Result.GetProperty("messages").EnumerateArray(), x => x.GetProperty("level").GetString() == "error");
    }

    [Fact]
    public void A_secret_is_masked_in_it()
    {
        _run.Run<Sample>(nameof(Sample.Tell), "--json", "--key", "s3cr3t-word");
        Assert.DoesNotContain("s3cr3t-word", _run.Out + _run.Error, StringComparison.Ordinal);
        Assert.Contains("key is ", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json", "--nonsense")]
    [InlineData("--nonsense", "--json")]
    [InlineData("Gud", "--json")]
    public void A_wrong_call_is_a_document_too(params string[] arguments)
    {
        Assert.Equal(3, _run.Run<Sample>(nameof(Sample.Good), arguments));
        Assert.Equal(3, Result.GetProperty("exitCode").GetInt32());
        Assert.Equal(_run.Error.Trim(), Assert.Single(Result.GetProperty("errors").EnumerateArray()).GetString());
    }

    [Fact]
    public void A_plan_is_shown_as_JSON()
    {
        Assert.Equal(0, _run.Run<Sample>(nameof(Sample.Good), "--plan", "--json"));
        Assert.Equal(JsonValueKind.Object, Result.ValueKind);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Without_it_standard_output_is_for_people()
    {
        Assert.Equal(0, _run.Run<Sample>(nameof(Sample.Good), "--json=false"));
        Assert.ThrowsAny<JsonException>(() => Result);
    }

    public void Dispose() => _run.Dispose();

    internal sealed class Sample : NukeBuild
    {
        [Parameter, Secret]
        private readonly string Key;

        internal Target Left => _ => _.Marks(nameof(Left));

        internal Target Good => _ => _.DependsOn(Left).Executes(() => ReportSummary(x => x.AddPair("Tests", "3 passed")));

        internal Target List =>
            _ =>
                _.Executes(() =>
                    ReportSummary(x => x.AddPair("object", """{"size":12}""").AddPair("array", """["a","b"]""").AddPair("text", "{ broken"))
                );

        internal Target Broken => _ => _.Executes(() => throw new InvalidOperationException("it broke\nfor a reason"));

        internal Target Tell => _ => _.Executes(() => ReportSummary(x => x.AddPair("Key", $"key is {Key}")));
    }
}
