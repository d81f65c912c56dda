using MailFactory.Testing.IntegrationTests.Reports;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Web;

/// <summary>The live page where the reader's own few colours replace all others (Windows' contrast themes).</summary>
public sealed class ForcedColoursTests(Browser browser) : IClassFixture<Browser>
{
    private const int Limit = 300_000;

    [Theory(Timeout = Limit)]
    [InlineData("/", ColorScheme.Light)]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/machine/debian-13", ColorScheme.Dark)]
    public async Task Nothing_is_told_by_colour_alone(string path, ColorScheme scheme)
    {
        await using var site = await LiveSite.StartAsync();
        await using var open = await browser.OpenAsync(site.Open(path), scheme, isOffline: false);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        Assert.True(await open.Page.EvaluateAsync<bool>("matchMedia('(forced-colors: active)').matches"));
        await open.AssertAccessibleAsync();
        var signs = await open.Page.Locator(".sign, .verdict, dd.passed, dd.failed, dd.running, dd.skipped").AllTextContentsAsync();
        Assert.NotEmpty(signs);
        Assert.All(signs, sign => Assert.Matches("passed|reused|warned|failed|not reached|running|waiting|skipped|killed|ended", sign));
    }
}
