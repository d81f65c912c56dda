using MailFactory.Testing.Reports.Site;
using MailFactory.Testing.Runs;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Reports;

/// <summary>The site as a browser sees it, opened from its folder without a server.</summary>
public sealed class SiteBrowserTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const int Limit = 300_000;
    private readonly TemporaryFolder _folder = new();

    private static readonly string[] _distros = ["debian-13", "fedora-41"];

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData("index.html", ColorScheme.Light, 1280)]
    [InlineData("index.html", ColorScheme.Dark, 360)]
    [InlineData("distro/fedora-41.html", ColorScheme.Light, 360)]
    [InlineData("checks.html", ColorScheme.Dark, 1280)]
    public async Task It_is_without_errors_accessible_and_no_wider_than_the_screen(string page, ColorScheme scheme, int width)
    {
        await using var open = await browser.OpenAsync(await WriteAsync(page), scheme, width);
        await open.AssertAccessibleAsync(moreRulesThan: 10);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(open.Problems);
    }

    private async Task<string> WriteAsync(string page)
    {
        var runs = Enumerable.Range(0, 40).Select(day => Night(day, day % 7 == 0));
        var input = new SiteInput { Distros = [.. _distros.Select(distro => (distro, distro))], History = SiteHistory.None.With(runs) };
        foreach (var (name, text) in new SitePages(input).Files())
        {
            var path = _folder.PathOf(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        return _folder.PathOf(page);
    }

    private static RunResult Night(int day, bool isFailing)
    {
        var night = isFailing ? SampleRuns.Failed : SampleRuns.Passed;
        var started = new DateTimeOffset(2026, 10, 1, 2, 0, 0, TimeSpan.Zero).AddDays(day);
        return night with
        {
            RunId = $"{started:yyyyMMdd-HHmmss}",
            Started = started,
            Distros = _distros,
            Stages = [.. _distros.SelectMany(distro => night.Stages.Select(stage => stage with { Distro = distro, Started = started }))],
        };
    }
}
