using MailFactory.Testing.IntegrationTests.Reports;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using Microsoft.Playwright;

namespace MailFactory.Testing.IntegrationTests.Web;

/// <summary>The live page as a browser sees it.</summary>
public sealed class LiveBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const int Limit = 300_000;
    private const string Hostile = "<img src=x onerror='window.broken=1'><script>window.broken=1</script>";

    private static RunStatus Status => SampleMatrix.Input.Reading.Status;

    [Theory(Timeout = Limit)]
    [InlineData("/", ColorScheme.Light, 1280)]
    [InlineData("/", ColorScheme.Dark, 360)]
    [InlineData("/machine/debian-13", ColorScheme.Dark, 1280)]
    [InlineData("/machine/debian-13", ColorScheme.Light, 360)]
    public async Task It_is_without_errors_accessible_and_no_wider_than_the_screen(string path, ColorScheme scheme, int width)
    {
        await using var site = await StartAsync();
        await using var open = await OpenAsync(site, path, scheme, width);
        await Assertions.Expect(open.Page.Locator("h1")).ToContainTextAsync(Status.State.RunId);
        await open.AssertAccessibleAsync(moreRulesThan: 15);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(open.Problems);
    }

    [Fact(Timeout = Limit)]
    public async Task A_run_is_followed_to_its_report_and_the_loss_of_the_server_is_told()
    {
        var site = await StartAsync();
        await using var open = await OpenAsync(site, "/");
        await Assertions.Expect(open.Page.Locator("#matrix tr.running").First).ToBeVisibleAsync();
        await site.WriteAsync($"test_results/test_results_{Status.State.RunId}.html", "<h1>The report</h1>");
        await site.WriteAsync(
            Status with
            {
                State = Status.State with
                {
                    Ended = SampleMatrix.Start.AddHours(1),
                    Result = FailureClass.Product,
                    Events = [new RunEvent(SampleMatrix.Start, "the very last event")],
                },
            }
        );
        await Assertions.Expect(open.Page.Locator("#events")).ToContainTextAsync("the very last event");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "The report of this run" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("The report");
        await open.Page.GoBackAsync();
        await Assertions.Expect(open.Page.Locator("#connection")).ToBeHiddenAsync();
        await site.DisposeAsync();
        await Assertions.Expect(open.Page.Locator("#connection")).ToContainTextAsync("is lost");
    }

    [Fact(Timeout = Limit)]
    public async Task The_keyboard_alone_leads_to_a_machine_and_focus_survives_changes()
    {
        await using var site = await StartAsync();
        await site.WriteAsync("vms/ubuntu-22/serial.log", "hello from the console\n");
        await using var open = await OpenAsync(site, "/");
        await open.Page.Locator("#to-ubuntu-22").FocusAsync();
        await site.WriteAsync(Status with { Live = [] });
        await Assertions.Expect(open.Page.Locator("#matrix")).Not.ToContainTextAsync("12.5 MB/s");
        Assert.Equal("to-ubuntu-22", await open.Page.EvaluateAsync<string>("document.activeElement.id"));
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("#lines")).ToContainTextAsync("hello from the console");
        await File.AppendAllTextAsync(
            Path.Combine(site.Layout.Machine("ubuntu-22"), "serial.log"),
            $"{Hostile}\nlogin: ",
            TestContext.Current.CancellationToken
        );
        await Assertions.Expect(open.Page.Locator("#lines")).ToContainTextAsync("login: ");
        Assert.False(await open.Page.EvaluateAsync<bool>("'broken' in window"));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_script_everything_is_there_and_loads_itself_anew()
    {
        await using var site = await StartAsync();
        await using var open = await browser.OpenAsync(site.Open("/"), hasScript: false, isOffline: false);
        Assert.Equal(SampleMatrix.Distros.Count, await open.Page.Locator("#matrix tbody tr").CountAsync());
        await site.WriteAsync(Status with { State = Status.State with { Events = [new RunEvent(SampleMatrix.Start, "later")] } });
        await Assertions
            .Expect(open.Page.Locator("#events"))
            .ToContainTextAsync("later", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
    }

    [Fact(Timeout = Limit)]
    public async Task Another_site_reads_nothing_of_it()
    {
        await using var site = await StartAsync();
        await using var victim = await OpenAsync(site, "/");
        var stranger = await victim.Page.Context.NewPageAsync();
        await stranger.GotoAsync("data:text/html,<h1>elsewhere</h1>");
        var read = await stranger.EvaluateAsync<string>(
            "async address => { try { return await (await fetch(address, { credentials: 'include' })).text(); } catch { return 'refused'; } }",
            site.Address.AbsoluteUri
        );
        Assert.Equal("refused", read);
        var framed = await stranger.EvaluateAsync<string>(
            """
            async address => {
              const frame = document.createElement("iframe");
              frame.src = address;
              document.body.append(frame);
              await new Promise(done => frame.addEventListener("load", done));
              try { return frame.contentDocument.body.innerText; } catch { return "refused"; }
            }
            """,
            site.Address.AbsoluteUri
        );
        Assert.DoesNotContain("debian-13", framed ?? string.Empty, StringComparison.Ordinal);
    }

    private static Task<LiveSite> StartAsync() => LiveSite.StartAsync();

    private Task<OpenPage> OpenAsync(LiveSite site, string path, ColorScheme scheme = ColorScheme.Light, int width = 1280) =>
        browser.OpenAsync(site.Open(path), scheme, width, isOffline: false);
}
