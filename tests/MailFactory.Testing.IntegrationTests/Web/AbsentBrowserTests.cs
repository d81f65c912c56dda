using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.IntegrationTests.Reports;
using MailFactory.Testing.Runs.State;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Web;

/// <summary>A browser that was away catches up with the run, and shows nothing twice.</summary>
public sealed class AbsentBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const int Limit = 300_000;
    private const string Console = "vms/debian-13/serial.log";

    private static RunStatus Status => SampleMatrix.Input.Reading.Status;

    [Fact(Timeout = Limit)]
    public async Task After_its_connection_broke_it_shows_what_it_missed_once()
    {
        await using var site = await LiveSite.StartAsync();
        await using var relay = Relay.To(site.Address.Port);
        await site.WriteAsync(Console, "before\n");
        await using var open = await OpenAsync(site, relay.Port);
        await Assertions.Expect(open.Page.Locator("#lines")).ToContainTextAsync("before");

        await relay.CutAsync();
        await Assertions.Expect(open.Page.Locator("#connection")).ToContainTextAsync("is lost");
        await site.WriteAsync(Console, "before\nmissed\n");
        relay.Mend();

        await Assertions.Expect(open.Page.Locator("#connection")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(open.Page.Locator("#lines")).ToHaveTextAsync("before\nmissed\n");
    }

    [Fact(Timeout = Limit)]
    public async Task A_page_that_nobody_sees_asks_for_nothing_until_it_is_looked_at_again()
    {
        await using var site = await LiveSite.StartAsync();
        await site.WriteAsync(Console, "before\n");
        await using var open = await OpenAsync(site, site.Address.Port);
        await Assertions.Expect(open.Page.Locator("#lines")).ToContainTextAsync("before");

        await SetHiddenAsync(open.Page, true);
        await site.WriteAsync(Console, "before\nmissed\n");
        await using var other = await OpenAsync(site, site.Address.Port);
        await Assertions.Expect(other.Page.Locator("#lines")).ToContainTextAsync("missed");
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await Assertions.Expect(open.Page.Locator("#lines")).ToHaveTextAsync("before\n");

        await SetHiddenAsync(open.Page, false);
        await Assertions.Expect(open.Page.Locator("#lines")).ToHaveTextAsync("before\nmissed\n");
    }

    private static async Task SetHiddenAsync(IPage page, bool isHidden) =>
        await page.EvaluateAsync(
            """
            isHidden => {
              Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }
            """,
            isHidden
        );

    private Task<OpenPage> OpenAsync(LiveSite site, int port) =>
        browser.OpenAsync($"http://localhost:{port}/machine/debian-13?token={site.Token}", isOffline: false);
}
