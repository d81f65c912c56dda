using MailFactory.Testing.Commands;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Site;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Reports.Site;

namespace MailFactory.Testing.Tests.Commands;

public sealed class SiteBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Site => _folder.PathOf("site");

    private string Summary => _folder.PathOf("summary.md");

    private RunOptions Options => new() { Repository = Repository.Root, Layout = new WorkLayout(_folder.PathOf("work")) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_site_grows_night_after_night_and_outlives_the_reports()
    {
        await ReportAsync(Nights.Night(0, ["debian-13"]));
        await ReportAsync(Nights.Night(1, ["debian-13"], "debian-13"));
        Assert.Contains("2 runs, 2 of them new", await BuildAsync(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Site, "runs", "20260101-020000.html")));

        Directory.Delete(Options.Layout.Results, recursive: true);
        await ReportAsync(Nights.Night(2, ["debian-13"]));
        File.Delete(Summary);
        var said = await BuildAsync();
        Assert.Contains("3 runs, 1 of them new", said, StringComparison.Ordinal);
        Assert.EndsWith("  debian-13: passed, failed before\n", said, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n- debian-13: passed, failed before\n\n",
            await File.ReadAllTextAsync(Summary, Cancellation),
            StringComparison.Ordinal
        );
        var page = await File.ReadAllTextAsync(Path.Combine(Site, "distro", "debian-13.html"), Cancellation);
        Assert.All(
            new[] { "20260101", "20260102", "20260103" },
            id => Assert.Contains($"../runs/{id}-020000.html#debian-13", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Runs_that_were_thinned_out_are_not_read_again_and_only_the_newest_get_pages()
    {
        for (var day = 0; day < 120; day++)
        {
            await ReportAsync(Nights.Night(day, ["debian-13"]));
        }

        Assert.Contains("60 reports of 96 runs, 96 of them new", await BuildAsync(), StringComparison.Ordinal);
        foreach (var old in Directory.GetFiles(Options.Layout.Results).Order(StringComparer.Ordinal).Take(20))
        {
            await File.WriteAllTextAsync(old, "not read again", Cancellation);
        }

        var again = await BuildAsync();
        Assert.DoesNotContain("is not a report", again, StringComparison.Ordinal);
        Assert.Contains("60 reports of 96 runs, 0 of them new", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_report_is_named_and_left_out()
    {
        await ReportAsync(Nights.Night(0, ["debian-13"]));
        await File.WriteAllTextAsync(Path.Combine(Options.Layout.Results, "test_results_broken.json"), "{", Cancellation);
        var said = await BuildAsync();
        Assert.Contains("test_results_broken.json is not a report", said, StringComparison.Ordinal);
        Assert.Contains("of 1 runs", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_folder_for_a_site()
    {
        await File.WriteAllTextAsync(Site, "years of work", Cancellation);
        Assert.Contains("is a file", (await Assert.ThrowsAsync<RunOptionsException>(BuildAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        Directory.CreateDirectory(Site);
        await File.WriteAllTextAsync(Path.Combine(Site, "thesis.txt"), "years of work", Cancellation);
        var error = await Assert.ThrowsAsync<RunOptionsException>(BuildAsync);
        Assert.Contains("is not empty", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(Site));
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_not_written_over()
    {
        Directory.CreateDirectory(Site);
        await File.WriteAllTextAsync(Path.Combine(Site, SiteHistory.FileName), "{", Cancellation);
        await Assert.ThrowsAsync<RunOptionsException>(BuildAsync);
        Assert.Equal("{", await File.ReadAllTextAsync(Path.Combine(Site, SiteHistory.FileName), Cancellation));
    }

    private async Task<string> BuildAsync()
    {
        var said = new StringWriter();
        await SiteBuild.WriteAsync(Options, Site, Summary, said, Cancellation);
        return said.ToString();
    }

    private async Task ReportAsync(RunResult run)
    {
        Directory.CreateDirectory(Options.Layout.Results);
        await File.WriteAllTextAsync(
            Path.Combine(Options.Layout.Results, $"test_results_{run.RunId}.json"),
            JsonReport.Render(run),
            Cancellation
        );
    }
}
