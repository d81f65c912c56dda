using Nuke.Common.Execution;

namespace MailFactory.Testing.IntegrationTests.Planning;

/// <summary>The page of <c>--plan</c> as a browser sees it.</summary>
public sealed class PlanPageTests : IDisposable
{
    private const int Limit = 300_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData(1200, false)]
    [InlineData(1200, true)]
    [InlineData(500, false)]
    public async Task The_page_shows_every_target_and_stage_without_an_error(int width, bool dark)
    {
        var seen = await Chromium.LookAsync(Page(), _folder, width, dark, Cancellation);
        Assert.Empty(seen.GetProperty("problems").EnumerateArray());

        var nodes = seen.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(["Prepare", "Lint", "Install", "Announce", "Clean"], nodes.Select(node => node.GetProperty("name").GetString()));
        Assert.All(
            nodes,
            node =>
                Assert.True(
                    node.GetProperty("width").GetDouble() > 40
                        && node.GetProperty("height").GetDouble() > 15
                        && node.GetProperty("opacity").GetDouble() > 0.5
                )
        );
        Assert.Equal(4, seen.GetProperty("edges").GetInt32());
        Assert.Equal(12 * 6, seen.GetProperty("bars").GetArrayLength());
        Assert.All(seen.GetProperty("bars").EnumerateArray(), bar => Assert.True(bar.GetProperty("width").GetDouble() > 0));

        Assert.Equal(0, seen.GetProperty("overflow").GetInt32());
        Assert.Equal(dark ? "rgb(18, 22, 29)" : "rgb(245, 246, 248)", seen.GetProperty("paper").GetString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_target_with_the_focus_lights_up_what_it_would_run_and_says_so()
    {
        var seen = await Chromium.LookAsync(Page(), _folder, 1200, dark: false, Cancellation);
        Assert.Equal(["Prepare", "Lint", "Install", "Announce"], seen.GetProperty("lit").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            "Install: 3 · decided at run time: IsOnline. With it in the plan: Prepare, Lint, Announce.",
            seen.GetProperty("told").GetString()
        );
    }

    [Theory(Timeout = Limit)]
    [InlineData("<script>undefinedFunction();</script>", "undefinedFunction")]
    [InlineData("<img src=\"http://127.0.0.1:9/x.png\">", "fetched http://127.0.0.1:9/x.png")]
    public async Task A_page_that_breaks_or_fetches_is_found_out(string added, string problem)
    {
        var seen = await Chromium.LookAsync(
            Page().Replace("</main>", $"{added}</main>", StringComparison.Ordinal),
            _folder,
            1200,
            dark: false,
            Cancellation
        );
        Assert.Contains(seen.GetProperty("problems").EnumerateArray(), x => x.GetString()!.Contains(problem, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Page()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".nuke"));
        using var output = new StringWriter();
        var surroundings = new Surroundings
        {
            Arguments = ["Install", "--plan", "--plan-format", "html"],
            Variables = new Dictionary<string, string>(),
            WorkingDirectory = _folder,
            Out = output,
            Error = output,
        };
        Assert.Equal(0, new BuildRunner<SampleBuild>(surroundings, ["Install"]).Run());
        return File.ReadAllText(output.ToString().Trim());
    }
}
