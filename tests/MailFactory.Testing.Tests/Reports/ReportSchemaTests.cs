using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;
using NJsonSchema;

namespace MailFactory.Testing.Tests.Reports;

public sealed class ReportSchemaTests
{
    private static readonly string _path = Repository.PathOf("src", "MailFactory.Testing", "Reports", "report.schema.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "runId", "\"yesterday\"" },
            { "durationSeconds", "-1" },
            { "durationSeconds", "\"00:10:00\"" },
            { "host", "{ \"memoryMiB\": 1 }" },
            { "facts", "[{ \"distro\": \"debian-13\", \"name\": \"Debian\", \"accelerator\": \"kvm\", \"trust\": \"some\" }]" },
            { "failureClass", "\"unlucky\"" },
            { "extra", "1" },
        };

    [Fact(Timeout = 60_000)]
    public async Task Reports_of_all_kinds_are_valid()
    {
        var schema = await JsonSchema.FromFileAsync(_path, Cancellation);
        foreach (var run in new[] { SampleRuns.Passed, SampleRuns.Failed, SampleRuns.Unreachable, SampleRuns.Whole, SampleRuns.Run() })
        {
            Assert.Empty(schema.Validate(JsonReport.Render(run)));
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public async Task A_report_with_a_fault_is_not_valid(string name, string value)
    {
        var schema = await JsonSchema.FromFileAsync(_path, Cancellation);
        var report = JsonNode.Parse(JsonReport.Render(SampleRuns.Whole))!;
        report[name] = JsonNode.Parse(value);
        Assert.NotEmpty(schema.Validate(report.ToJsonString()));
    }

    [Theory]
    [InlineData("verdict", typeof(Verdict))]
    [InlineData("failureClass", typeof(FailureClass))]
    [InlineData("stage/properties/stage", typeof(Stage))]
    [InlineData("check/properties/severity", typeof(Severity))]
    public void The_schema_knows_every_word_of_an_enumeration(string definition, Type words)
    {
        var node = definition.Split('/').Aggregate(JsonNode.Parse(File.ReadAllText(_path))!["definitions"]!, (node, name) => node[name]!);
        Assert.Equal(
            Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName),
            node["enum"]!.AsArray().Select(word => (string?)word)
        );
    }
}
