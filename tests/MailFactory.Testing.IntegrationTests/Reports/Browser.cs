using MailFactory.Testing.Processes;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Reports;

/// <summary>The distribution's own Chromium, driven by Playwright; one for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    /// <param name="path">A file, or an address of this host.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="hasScript">Whether JavaScript is on.</param>
    /// <param name="isOffline">Whether nothing can be loaded over the network.</param>
    public async Task<OpenPage> OpenAsync(
        string path,
        ColorScheme scheme = ColorScheme.Light,
        int width = 1200,
        bool hasScript = true,
        bool isOffline = true
    )
    {
        Tools.Require(Program);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = ToolRunner.Find(Program),
                Args = ["--no-sandbox", "--disable-gpu"],
                Timeout = 120_000,
            }
        );
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                JavaScriptEnabled = hasScript,
                Offline = isOffline,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );
        context.SetDefaultTimeout(60_000);
        return await OpenPage.LoadAsync(context, path);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
