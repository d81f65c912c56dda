using System.Text.Json.Nodes;
using CsCheck;
using MailFactory.Testing.Commands;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Reports.Merging;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Reports.Merging;

namespace MailFactory.Testing.Tests.Reports;

/// <summary>Reports that somebody else made: whatever is in them, a bad one is named and the others are not lost.</summary>
public sealed class HostileReportTests : IDisposable
{
    private const int Tries = 1500;

    private readonly MergeFolders _folders = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Whole =>
        JsonReport.Render(
            SampleRuns.Whole with
            {
                Facts =
                [
                    SampleRuns.Whole.Facts[0] with
                    {
                        Origin = new RunOrigin
                        {
                            RunId = "20260102-030405",
                            Started = SampleRuns.Whole.Started,
                            Folder = "a",
                            Host = SampleRuns.Whole.Host,
                            Replaced = ["x"],
                        },
                    },
                ],
                Problems = [new RunProblem { Summary = "a folder has nothing in it" }],
            }
        );

    public void Dispose() => _folders.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("durationSeconds", "1e300", "is not a number of seconds")]
    [InlineData("durationSeconds", "-1", "is not a number of seconds")]
    [InlineData("stages/0/durationSeconds", "1e9", "no stage takes 11574 days")]
    [InlineData("started", "\"9999-12-31T23:59:59Z\"", "9999-12-31T23:59:59.0000000+00:00 is not a plausible time")]
    [InlineData("stages/0/started", "\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00.0000000+00:00 is not a plausible time")]
    [InlineData("stages/0", "null", "an entry of its stages is null")]
    [InlineData("stages/0/evidence/0", "null", "an entry of its lines is null")]
    [InlineData("stages/1/checks/0", "null", "an entry of its checks is null")]
    [InlineData("distros/0", "null", "an entry of its distros is null")]
    [InlineData("facts/0", "null", "an entry of its facts is null")]
    [InlineData("stages/0/verdict", "99", "stages[0].verdict")]
    [InlineData("stages/0/verdict", "\"unlucky\"", "stages[0].verdict")]
    [InlineData("stages/1/stage", "\"download\"", "it contains the stage Download of debian-13 twice")]
    [InlineData("distros/0", "\"../x\"", "is not the identifier of a distro")]
    [InlineData("stages/0/distro", "\"a\\u001b[2J\"", "'a?[2J' is not the identifier of a distro")]
    [InlineData("stages/0/files/0", "\"a\\u0000b\"", "a name has control characters: a?b")]
    [InlineData("stages/1/checks/0/measurements/latency_p95_ms", "1e999", "latency_p95_ms")]
    [InlineData("host/memoryMiB", "-5", "no host has -5 MiB of memory")]
    [InlineData("facts/0/trust", "\"some\"", "'some' is not a degree of trust")]
    [InlineData("more", "1", "more")]
    public async Task A_report_that_breaks_a_rule_is_named_and_passed_over_by_merges_and_histories(string path, string value, string words)
    {
        Put(Changed(path, value), "bad");
        var merged = await _folders.MergeAsync([_folders.PathOf("bad"), _folders.Write("a", MergeFolders.RunOf("fedora-41", 0))]);
        Assert.Contains(words, Assert.Single(merged.Problems).Summary, StringComparison.Ordinal);
        Assert.Equal(["fedora-41"], merged.Distros);

        var history = await ReportArchive.LoadAsync(new WorkLayout(_folders.PathOf("bad")), Cancellation);
        Assert.Contains(words, Assert.Single(history.PassedOver).Fault, StringComparison.Ordinal);
        Assert.Empty(history.Runs);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_member_whose_name_is_half_a_letter_makes_no_report_and_no_fault_of_a_merge()
    {
        Put("""{"\ud800 is half a surrogate pair": 1}""", "bad");
        var merged = await _folders.MergeAsync([_folders.PathOf("bad"), _folders.Write("a", MergeFolders.RunOf("fedora-41", 0))]);
        Assert.Contains("is not a report", Assert.Single(merged.Problems).Summary, StringComparison.Ordinal);
        Assert.Equal(["fedora-41"], merged.Distros);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_long_identifier_of_a_run_is_refused_and_one_of_ours_does_not_grow_with_each_merge()
    {
        Put(Changed("runId", $"\"20260102-030405{new string('x', 41)}\""), "bad");
        Assert.Contains(
            "is not the identifier of a run",
            Assert.Single((await MergedRun.ReadAsync([_folders.PathOf("bad")], [], _folders.Layout, Cancellation)).Problems).Summary,
            StringComparison.Ordinal
        );
        var merged = await _folders.MergeAsync([
            _folders.Write("a", MergeFolders.RunOf("fedora-41", 0) with { RunId = $"20260102-030405{new string('x', 40)}" }),
        ]);
        Assert.Equal("20260102-030405-merged", merged.RunId);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pipe_in_place_of_a_report_is_named_and_holds_nobody_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made with mkfifo");
        var folder = _folders.Write("a", MergeFolders.RunOf("fedora-41", 0));
        var pipe = _folders.PathOf("a", "test_results", "test_results_99990101-000000.json");
        (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", pipe), Cancellation)).EnsureSuccess();
        Assert.Contains(
            "is not a regular file",
            Assert.Single((await _folders.MergeAsync([folder])).Problems).Summary,
            StringComparison.Ordinal
        );
        Assert.Single((await ReportArchive.LoadAsync(new WorkLayout(folder), Cancellation)).Runs);

        using var console = new StringWriter();
        await LastReport.ShowAsync(new RunOptions { Repository = folder, Layout = new WorkLayout(folder) }, console, Cancellation);
        Assert.Contains($"{pipe} is not a report and is skipped: ", console.ToString(), StringComparison.Ordinal);
        Assert.Contains("fedora-41", console.ToString(), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("secret/host.log")]
    [InlineData("vms/host.log")]
    [InlineData("vms/pipe.log")]
    [InlineData("../outside/host.log")]
    public async Task No_link_or_pipe_below_a_folder_brings_a_file_of_this_host_into_the_report(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made with mkfifo");
        _folders.Text("of this host", "outside", "host.log");
        var run = MergeFolders.RunOf("fedora-41", 0);
        var folder = _folders.Write("a", run with { Stages = [run.Stages[0] with { Files = [name, "vms/fedora-41/serial.log"] }] });
        Directory.CreateSymbolicLink(_folders.PathOf("a", "secret"), _folders.PathOf("outside"));
        File.CreateSymbolicLink(_folders.PathOf("a", "vms", "host.log"), _folders.PathOf("outside", "host.log"));
        (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", _folders.PathOf("a", "vms", "pipe.log")), Cancellation)).EnsureSuccess();

        var files = await ReportFiles.WriteAsync(await _folders.MergeAsync([folder]), _folders.Layout, Cancellation);
        Assert.Equal(
            "log of fedora-41 in a\n",
            File.ReadAllText(Assert.Single(Directory.GetFiles(_folders.Layout.Results, "*.log", SearchOption.AllDirectories)))
        );
        Assert.DoesNotContain("of this host", await File.ReadAllTextAsync(files.Page, Cancellation), StringComparison.Ordinal);

        await ReportFiles.WriteAsync(run with { Stages = [run.Stages[0] with { Files = [name] }] }, new WorkLayout(folder), Cancellation);
        Assert.DoesNotContain(
            "of this host",
            await File.ReadAllTextAsync(ReportFiles.For(new WorkLayout(folder), run.RunId).Page, Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_report_that_names_a_file_and_one_below_it_loses_that_file_alone()
    {
        var run = MergeFolders.RunOf("fedora-41", 0);
        var first = _folders.Write("a", run with { Stages = [run.Stages[0] with { Files = ["x.log"] }] });
        _folders.Text("a file", "a", "x.log");
        await _folders.MergeAsync([first]);
        var second = _folders.Write(
            "b",
            run with
            {
                Stages = [run.Stages[0] with { Files = ["x.log/y.log", "vms/fedora-41/serial.log"] }],
            }
        );
        _folders.Text("below", "b", "x.log", "y.log");
        Assert.Empty((await _folders.MergeAsync([second])).Problems);
        Assert.Equal(2, Directory.GetFiles(_folders.Layout.Results, "*.log", SearchOption.AllDirectories).Length);
    }

    [Fact(Timeout = 300_000)]
    public async Task Whatever_is_in_a_report_it_is_refused_or_every_page_can_be_made_of_it()
    {
        var (refused, accepted) = (0, 0);
        await HostileJson
            .Of(Whole)
            .SampleAsync(
                async text =>
                {
                    var reading = await ReportReader.ReadAsync(Put(text, "bad"), Cancellation);
                    if (reading.Run is not { } run)
                    {
                        Interlocked.Increment(ref refused);
                        Assert.NotEmpty(reading.Fault!);
                        return;
                    }

                    Interlocked.Increment(ref accepted);
                    var merged = await _folders.MergeAsync([_folders.PathOf("bad")], "debian-13");
                    var files = await ReportFiles.WriteAsync(merged, _folders.Layout, Cancellation);
                    Assert.NotNull((await ReportReader.ReadAsync(files.Json, Cancellation)).Run);
                    Assert.NotEmpty(ConsoleSummary.Render(run, "r.md") + StepSummary.Render(run) + MarkdownReport.Render(run));
                    Assert.NotNull(System.Xml.Linq.XDocument.Parse(JUnitReport.Render(run)).Root);
                    Assert.NotNull(RunComparison.Of(run, [SampleRuns.Passed, run]));
                    File.Delete(files.Json);
                },
                iter: Tries,
                threads: 1
            );
        TestContext.Current.TestOutputHelper!.WriteLine($"{Tries} reports: {refused} refused with a reason, {accepted} accepted and shown");
        Assert.True(refused > Tries / 10 && accepted > Tries / 10);
    }

    private static string Changed(string path, string value)
    {
        const string Mark = "@@changed@@";
        var root = JsonNode.Parse(Whole)!;
        var parts = path.Split('/');
        var parent = parts.SkipLast(1).Aggregate(root, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        if (int.TryParse(parts[^1], out var last))
        {
            parent[last] = Mark;
        }
        else
        {
            parent[parts[^1]] = Mark;
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    private string Put(string text, string folder) => _folders.Text(text, folder, "test_results", "test_results_20260102-030405.json");
}
