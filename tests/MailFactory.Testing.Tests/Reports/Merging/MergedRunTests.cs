using System.Text.Json.Nodes;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Reports.Merging;
using MailFactory.Testing.Runs;
using NJsonSchema;
using static MailFactory.Testing.Tests.Reports.Merging.MergeFolders;

namespace MailFactory.Testing.Tests.Reports.Merging;

public sealed class MergedRunTests : IDisposable
{
    private readonly MergeFolders _folders = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Each_distro_keeps_its_own_run_host_accelerator_and_commit()
    {
        var merged = await _folders.MergeAsync([
            _folders.Write("a", RunOf("debian-13", 0)),
            _folders.Write("b", RunOf("fedora-41", 30, FailureClass.Product, "beta")),
        ]);
        Assert.Equal(["debian-13", "fedora-41"], merged.Distros);
        Assert.Equal("20260102-033405-merged", merged.RunId);
        Assert.Equal(["tcg of alpha", "tcg of beta"], merged.Facts.Select(facts => facts.Accelerator));
        Assert.Equal(["0.1.0+alpha", "0.1.0+beta"], merged.Facts.Select(facts => facts.Origin!.Tool));
        Assert.Equal(["alpha", "beta"], merged.Facts.Select(facts => facts.Origin!.Host!.Name));
        Assert.Equal(FailureClass.Product, merged.FailureClass);
        Assert.Empty(merged.Problems);
        Assert.Equal(TimeSpan.FromMinutes(50) + TimeSpan.FromSeconds(751), merged.Duration);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_newest_result_of_a_distro_wins_and_says_so_whatever_the_order_of_the_folders()
    {
        var (old, now) = (
            _folders.Write("old", RunOf("debian-13", 0, FailureClass.Product)),
            _folders.Write("new", RunOf("debian-13", 60))
        );
        foreach (var folders in new[] { new[] { old, now }, [now, old] })
        {
            var merged = await _folders.MergeAsync(folders);
            Assert.Equal(FailureClass.None, merged.FailureClass);
            Assert.Equal([$"20260102-030405 in {old}"], merged.Facts.Single().Origin!.Replaced);
            Assert.Contains("newer than 20260102-030405 in ", ConsoleSummary.Render(merged, "r.md"), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_copy_of_the_same_result_is_not_an_older_one()
    {
        var merged = await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0)), _folders.Write("b", RunOf("debian-13", 0))]);
        Assert.Empty(merged.Facts.Single().Origin!.Replaced);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_distro_without_a_result_is_shown_as_not_run_and_fails_the_whole()
    {
        var merged = await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0))], "fedora-41", "debian-13");
        Assert.Equal(["fedora-41", "debian-13"], merged.Distros);
        Assert.Equal(FailureClass.Infrastructure, merged.FailureClass);
        Assert.Contains("fedora-41: not run", ConsoleSummary.Render(merged, "r.md"), StringComparison.Ordinal);
        Assert.Contains("| fedora-41 |  |  | not run |", MarkdownReport.Render(merged), StringComparison.Ordinal);
        Assert.Contains("not run: none of the folders has a result of fedora-41", StepSummary.Render(merged), StringComparison.Ordinal);
        Assert.Contains(
            "<testsuite name=\"fedora-41\" tests=\"1\" failures=\"0\" errors=\"1\"",
            JUnitReport.Render(merged),
            StringComparison.Ordinal
        );
        Assert.Equal(FailureClass.None, (await _folders.MergeAsync([_folders.PathOf("a")], "debian-13")).FailureClass);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_distro_that_a_run_was_asked_for_and_says_nothing_of_is_not_run()
    {
        var merged = await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0) with { Distros = ["debian-13", "debian-12"] })]);
        Assert.Equal("debian-12", Assert.Single(merged.Problems).Distro);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null, "no test_results_*.json in it or below")]
    [InlineData("{ \"runId\": ", "is not a report: ")]
    [InlineData("{ \"schemaVersion\": 7 }", "schema version 7")]
    [InlineData("{ \"schemaVersion\": 1 }", "is not a report: ")]
    public async Task A_folder_that_cannot_be_used_is_named_and_the_others_are_not_lost(string? text, string words)
    {
        Directory.CreateDirectory(_folders.PathOf("bad"));
        if (text is not null)
        {
            _folders.Text(text, "bad", "test_results", "test_results_20260102-030405.json");
        }

        var merged = await _folders.MergeAsync([_folders.PathOf("bad"), _folders.Write("a", RunOf("debian-13", 0))]);
        var problem = Assert.Single(merged.Problems).Summary;
        Assert.StartsWith($"{_folders.PathOf("bad")}: ", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains("expected the work directory of a run", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
        Assert.Equal(["debian-13"], merged.Distros);
        Assert.Equal(FailureClass.Infrastructure, merged.FailureClass);
        Assert.Contains(
            "<testsuite name=\"merge\" tests=\"1\" failures=\"0\" errors=\"1\"",
            JUnitReport.Render(merged),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_any_report_there_is_nothing_to_merge()
    {
        var (run, problems) = await MergedRun.ReadAsync([_folders.PathOf("nowhere")], ["debian-13"], _folders.Layout, Cancellation);
        Assert.Null(run);
        Assert.Contains("it does not exist", Assert.Single(problems).Summary, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folders.Layout.Root));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("runId", "\"20260102-030405/../../x\"")]
    [InlineData("distros", "[\"../x\"]")]
    [InlineData("stages", "null")]
    public async Task A_report_that_would_write_elsewhere_is_no_report(string name, string value)
    {
        var report = JsonNode.Parse(JsonReport.Render(RunOf("debian-13", 0)))!;
        report[name] = JsonNode.Parse(value);
        _folders.Text(report.ToJsonString(), "evil", "test_results_1.json");
        Assert.Single((await MergedRun.ReadAsync([_folders.PathOf("evil")], [], _folders.Layout, Cancellation)).Problems);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("test_results")]
    [InlineData("deep/er/test_results")]
    [InlineData(".")]
    public async Task Reports_are_found_however_the_folder_was_kept(string results) =>
        Assert.Equal(["debian-13"], (await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0), results)])).Distros);

    [Fact(Timeout = 60_000)]
    public async Task A_merged_report_can_be_merged_again_and_is_valid_by_the_schema()
    {
        var first = await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0)), _folders.PathOf("none")], "debian-12");
        var schema = await JsonSchema.FromFileAsync(
            Repository.PathOf("src", "MailFactory.Testing", "Reports", "report.schema.json"),
            Cancellation
        );
        Assert.Empty(schema.Validate(JsonReport.Render(first)));
        var again = await _folders.MergeAsync([_folders.Write("m", first with { Distros = ["debian-13"] })]);
        Assert.Equal(first.RunId, again.RunId);
        Assert.Equal(first.Facts.Single().Origin!.RunId, again.Facts.Single().Origin!.RunId);
    }
}
