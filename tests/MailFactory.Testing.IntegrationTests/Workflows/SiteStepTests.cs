using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The step that adds a night to the site, with a repository of this host in GitHub's place.</summary>
public sealed class SiteStepTests : IDisposable
{
    private readonly WorkflowShell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Remote => _shell.PathOf("server", "owner", "repository");

    public void Dispose() => _shell.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task The_first_night_begins_the_site_and_the_next_adds_to_it_in_one_commit()
    {
        await GitAsync("init", "--quiet", "--bare", Remote);
        _shell.ReplaceBuild("cat night/work/test_results/*.json >>site/history.json");
        Report("first");
        (await GrowAsync()).EnsureSuccess();
        Assert.Equal("first\n", await ShowAsync("history.json"));

        Report("second");
        (await GrowAsync()).EnsureSuccess();
        Assert.Equal("first\nsecond\n", await ShowAsync("history.json"));
        Assert.Equal("1\n", await GitAsync("-C", Remote, "rev-list", "--count", "site"));
        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(_shell.PathOf("site", "history.json"), Cancellation));
        Assert.False(Directory.Exists(_shell.PathOf("site", ".git")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_two_nights_that_end_at_once_none_is_lost()
    {
        await GitAsync("init", "--quiet", "--bare", Remote);
        _shell.ReplaceBuild("cat night/work/test_results/*.json >>site/history.json");
        Report("first");
        (await GrowAsync()).EnsureSuccess();

        // While this night makes its site for the first time, another one pushes.
        _shell.ReplaceBuild(
            $"""
            cat night/work/test_results/*.json >>site/history.json
            if [ ! -e raced ]; then
              touch raced
              git clone --quiet --branch site '{Remote}' other
              echo other >>other/history.json
              git -C other -c user.name=o -c user.email=o@localhost commit --quiet --all --message other
              git -C other push --quiet
            fi
            """
        );
        Report("second");
        var result = await GrowAsync();
        result.EnsureSuccess();
        Assert.Contains("another night was quicker", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("first\nother\nsecond\n", await ShowAsync("history.json"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_site_that_cannot_be_made_leaves_the_branch_as_it_is()
    {
        await GitAsync("init", "--quiet", "--bare", Remote);
        _shell.ReplaceBuild("exit 3");
        Report("first");
        Assert.Equal(3, (await GrowAsync()).ExitCode);
        Assert.Empty(await GitAsync("-C", Remote, "branch", "--list"));
    }

    private void Report(string text)
    {
        var folder = _shell.PathOf("night");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(_shell.PathOf("night", "report"));
        File.WriteAllText(_shell.PathOf("night", "report", $"test_results_{text}.json"), $"{text}\n");
        File.WriteAllText(_shell.PathOf("night", "report", "evidence.zip"), "PK");
    }

    private Task<ToolResult> GrowAsync() =>
        _shell.RunAsync(
            "nightly-matrix.yml",
            "Add the night to the site",
            new Dictionary<string, string>
            {
                ["GITHUB_TOKEN"] = "secret",
                ["GITHUB_SERVER_URL"] = $"file://{_shell.PathOf("server")}",
                ["GITHUB_REPOSITORY"] = "owner/repository",
                ["GITHUB_RUN_ID"] = "1",
            },
            Cancellation
        );

    private Task<string> ShowAsync(string file) => GitAsync("-C", Remote, "show", $"site:{file}");

    private static async Task<string> GitAsync(params string[] arguments)
    {
        var result = await ToolRunner.RunAsync(ToolCommand.Create("git", arguments), Cancellation);
        result.EnsureSuccess();
        return result.StandardOutput;
    }
}
