using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Reports;

/// <summary>A page in the browser, with everything that goes wrong in it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>
    /// Console errors (violations of the content security policy are among them), uncaught exceptions, and requests: of a file all that
    /// there are, of a site those to others.
    /// </summary>
    public List<string> Problems { get; } = [];

    public static async Task<OpenPage> LoadAsync(IBrowserContext context, string path)
    {
        var open = new OpenPage(context, await context.NewPageAsync());
        var address = new Uri(path).AbsoluteUri;
        var own = new Uri(path).IsFile ? address : new Uri(new Uri(path), "/").AbsoluteUri;
        open.Page.Console += (_, message) => open.Note(message.Type is "error" or "warning", message.Text);
        open.Page.PageError += (_, error) => open.Note(true, error);
        open.Page.Request += (_, request) =>
            open.Note(
                !(own == address ? request.Url == address : request.Url.StartsWith(own, StringComparison.Ordinal))
                    && !request.Url.StartsWith("data:", StringComparison.Ordinal),
                $"fetched {request.Url}"
            );
        await open.Page.GotoAsync(address);
        return open;
    }

    /// <summary>The names of the distros in the matrix that are shown.</summary>
    public async Task<IReadOnlyList<string>> ShownDistrosAsync() => await Page.Locator(".matrix tbody tr:visible th").AllInnerTextsAsync();

    /// <summary>Fails for every violation that axe finds, and when it looked at so few rules that it cannot have seen the page.</summary>
    public async Task AssertAccessibleAsync(int moreRulesThan = 0)
    {
        var found = await Page.RunAxe();
        Assert.Empty(found.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")));
        Assert.True(found.Passes.Length > moreRulesThan, $"{found.Passes.Length} rules");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(bool isProblem, string text)
    {
        if (isProblem)
        {
            Problems.Add(text);
        }
    }
}
