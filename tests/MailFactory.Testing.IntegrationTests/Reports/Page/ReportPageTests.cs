using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Runs;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Reports.Page;

/// <summary>The page of a run as a browser sees it.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const int Limit = 300_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-factory-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory(Timeout = Limit)]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 1200)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task It_is_without_errors_accessible_and_no_wider_than_the_screen(ColorScheme scheme, int width)
    {
        await using var open = await browser.OpenAsync(await WriteAsync(), scheme, width);
        await OpenEverythingAsync(open.Page);
        await open.AssertAccessibleAsync(moreRulesThan: 15);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal(
            scheme == ColorScheme.Dark ? "rgb(18, 22, 29)" : "rgb(245, 246, 248)",
            await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")
        );
        Assert.Empty(open.Problems);
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_that_a_distro_wrote_runs()
    {
        await using var open = await browser.OpenAsync(await WriteAsync());
        await OpenEverythingAsync(open.Page);
        Assert.Contains(SampleReport.Hostile, await open.Page.Locator("#fedora-41-install pre").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await open.Page.EvaluateAsync<bool>("'broken' in window"));
        Assert.Equal(1, await open.Page.Locator("script").CountAsync());
        Assert.Empty(open.Problems);
    }

    [Fact(Timeout = Limit)]
    public async Task Even_markup_that_got_into_the_page_could_do_nothing()
    {
        var path = await WriteAsync();
        await File.WriteAllTextAsync(
            path,
            (await File.ReadAllTextAsync(path, Cancellation)).Replace(
                "</main>",
                $"{SampleReport.Hostile}</main>",
                StringComparison.Ordinal
            ),
            Cancellation
        );
        await using var open = await browser.OpenAsync(path);
        Assert.False(await open.Page.EvaluateAsync<bool>("'broken' in window"));
        Assert.Contains(open.Problems, problem => problem.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task Every_link_leads_somewhere()
    {
        var path = await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(Layout.Results, "evidence_fedora-41_20260102-030405.zip"), "PK", Cancellation);
        await using var open = await browser.OpenAsync(path);
        var dead = await open.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => "
                + "!document.getElementById(id))"
        );
        Assert.Empty(dead);
        var files = await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a:not([href^=\"#\"])')].map(a => a.href)");
        Assert.Contains(files, file => file.EndsWith("serial.log", StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(File.Exists(new Uri(file).LocalPath), file));
    }

    [Fact(Timeout = Limit)]
    public async Task A_link_in_the_matrix_opens_its_stage()
    {
        await using var open = await browser.OpenAsync(await WriteAsync());
        Assert.False(await IsOpenAsync(open.Page, "debian-13-install"));
        await open.Page.Locator(".matrix a[href='#debian-13-install']").ClickAsync();
        await Assertions.Expect(open.Page.Locator("#debian-13-install table")).ToBeVisibleAsync();
        Assert.Equal("debian-13-install", await open.Page.EvaluateAsync<string>("document.activeElement.parentElement.id"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_distros_are_filtered_by_name_and_verdict_from_the_keyboard()
    {
        await using var open = await browser.OpenAsync(await WriteAsync());
        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync("deb");
        Assert.Equal(["debian-13"], await open.ShownDistrosAsync());
        Assert.Equal("1 of 3 distros", await open.Page.Locator("#shown").InnerTextAsync());
        await open.Page.Locator("#wanted").FillAsync(string.Empty);
        await open.Page.Locator("#verdict").SelectOptionAsync("failed");
        Assert.Equal(["fedora-41"], await open.ShownDistrosAsync());
        Assert.Equal(1, await open.Page.Locator("section.distro:visible").CountAsync());
        await open.Page.Locator("#verdict").SelectOptionAsync(string.Empty);
        await open.Page.Locator("#hide-passed").CheckAsync();
        Assert.Equal(0, await open.Page.Locator(".check[data-check=passed]:visible").CountAsync());
        Assert.True(await open.Page.Locator(".check[data-check=warned]:visible").CountAsync() > 0);
    }

    [Fact(Timeout = Limit)]
    public async Task A_log_is_searched()
    {
        await using var open = await browser.OpenAsync(await WriteAsync());
        var log = open.Page.Locator("section[data-distro=fedora-41] .log");
        await log.Locator("summary").ClickAsync();
        await log.Locator("input").FillAsync("line 499");
        Assert.Equal("1 of 300 lines", await log.Locator("[role=status]").InnerTextAsync());
        Assert.Equal("line 499", await log.Locator("mark").InnerTextAsync());
        await log.Locator("input").FillAsync("<IMG");
        Assert.Equal("1 of 300 lines", await log.Locator("[role=status]").InnerTextAsync());
        Assert.False(await open.Page.EvaluateAsync<bool>("'broken' in window"));
        await log.Locator("input").FillAsync(string.Empty);
        Assert.Equal(300, await log.Locator(".line:visible").CountAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Without_script_everything_is_there_but_the_controls()
    {
        await using var open = await browser.OpenAsync(await WriteAsync(), hasScript: false);
        Assert.Equal(["debian-13", "fedora-41", "ubuntu-22"], await open.ShownDistrosAsync());
        Assert.Equal(0, await open.Page.Locator("#filters:visible, #theme:visible, .search:visible").CountAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task The_theme_is_the_systems_until_the_reader_chooses_one()
    {
        await using var open = await browser.OpenAsync(await WriteAsync(), ColorScheme.Dark);
        await open.Page.Locator("#theme").ClickAsync();
        Assert.Equal("Theme: light", await open.Page.Locator("#theme").InnerTextAsync());
        Assert.Equal("rgb(245, 246, 248)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact(Timeout = Limit)]
    public async Task Printed_it_shows_what_was_folded_and_no_controls()
    {
        await using var open = await browser.OpenAsync(await WriteAsync(), ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        Assert.Equal(0, await open.Page.Locator("#filters:visible, #theme:visible, nav:visible").CountAsync());
        Assert.True(await open.Page.Locator("#debian-13-install table").IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True((await open.Page.PdfAsync()).Length > 20_000);
    }

    private static async Task OpenEverythingAsync(IPage page) =>
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

    private static Task<bool> IsOpenAsync(IPage page, string id) => page.EvaluateAsync<bool>("id => document.getElementById(id).open", id);

    private async Task<string> WriteAsync()
    {
        await SampleReport.WriteAsync(Layout, Cancellation);
        var path = ReportFiles.For(Layout, SampleReport.Run.RunId).Page;
        await File.WriteAllTextAsync(
            path,
            await ReportPage.RenderAsync(
                SampleReport.Run,
                (await ReportArchive.LoadAsync(Layout, Cancellation)).Runs,
                Layout,
                Cancellation
            ),
            Cancellation
        );
        return path;
    }
}
