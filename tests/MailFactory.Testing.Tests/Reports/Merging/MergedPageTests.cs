using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;
using static MailFactory.Testing.Tests.Reports.Merging.MergeFolders;

namespace MailFactory.Testing.Tests.Reports.Merging;

public sealed class MergedPageTests : IDisposable
{
    private readonly MergeFolders _folders = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task The_page_keeps_the_hosts_apart_on_the_clock()
    {
        var page = await PageAsync(
            [
                _folders.Write("a", RunOf("debian-13", 0)),
                _folders.Write("b", RunOf("fedora-41", 30, host: "beta")),
                _folders.Write("c", RunOf("rocky-9", 5)),
            ],
            "opensuse-15"
        );
        var rows = new[] { ">no result<", ">· opensuse-15<", ">alpha<", ">· debian-13<", ">· rocky-9<", ">beta<", ">· fedora-41<" };
        var places = rows.Select(row => page.IndexOf(row, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains(">03:04<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">start<", page[..page.IndexOf("class=\"distro\" aria", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"origins\"", page, StringComparison.Ordinal);
        Assert.Contains("This report is not whole", page, StringComparison.Ordinal);
        Assert.Contains("data-distro=\"opensuse-15\" data-kind=\"failed\"", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public void No_stage_waits_for_one_of_another_run()
    {
        var (alpha, beta) = (RunOf("debian-13", 0), RunOf("fedora-41", 40, host: "beta"));
        var single = alpha with { Distros = ["debian-13", "fedora-41"], Stages = [.. alpha.Stages, .. beta.Stages] };
        Assert.Contains(new RunTimes(single).CriticalPath(), stage => stage.Distro == "debian-13");
        var merged = single with
        {
            Facts =
            [
                .. new[] { alpha, beta }.Select(run => new DistroFacts
                {
                    Distro = run.Distros[0],
                    Name = "x",
                    Accelerator = "x",
                    Origin = new RunOrigin
                    {
                        RunId = run.RunId,
                        Started = run.Started,
                        Folder = "f",
                        Host = run.Host,
                    },
                }),
            ],
        };
        Assert.All(new RunTimes(merged).CriticalPath(), stage => Assert.Equal("fedora-41", stage.Distro));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_merged_report_becomes_part_of_the_history()
    {
        await PageAsync([_folders.Write("a", RunOf("debian-13", 0, FailureClass.Product))]);
        var page = await PageAsync([_folders.Write("b", RunOf("debian-13", 600))]);
        Assert.Contains("debian-13, the last 2 runs: failed, passed", page, StringComparison.Ordinal);
        Assert.Contains("20260102-030405-merged", page, StringComparison.Ordinal);
        Assert.Contains("<li>debian-13 Mail test</li>", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(IReadOnlyList<string> folders, params string[] expected) =>
        await File.ReadAllTextAsync(
            (await ReportFiles.WriteAsync(await _folders.MergeAsync(folders, expected), _folders.Layout, Cancellation)).Page,
            Cancellation
        );
}
