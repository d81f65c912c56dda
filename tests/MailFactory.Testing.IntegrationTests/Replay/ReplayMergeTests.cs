using System.Text.Json.Nodes;
using System.Xml.Linq;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Reports;
using MailFactory.Testing.Processes;
using NJsonSchema;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>Three distros as three builds in work directories of their own, as on three hosts of CI, and one report of them.</summary>
public sealed class ReplayMergeTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private static readonly (string Distro, string Corpus)[] _runs =
    [
        ("debian-12", "debian-13-netboot"),
        ("debian-13", "debian-13-netboot"),
        ("rocky-9", "rocky-9"),
    ];
    private readonly IReadOnlyList<ReplayHost> _hosts = [.. _runs.Select(_ => new ReplayHost())];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DistroCatalog Catalog { get; } = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    private string Merged => _hosts[0].PathOf("merged");

    private string Summary => _hosts[0].PathOf("summary.md");

    public void Dispose()
    {
        foreach (var host in _hosts)
        {
            host.Dispose();
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Builds_that_know_nothing_of_each_other_become_one_report()
    {
        var runs = await Task.WhenAll(
            _runs.Select((run, index) => RunAsync(_hosts[index], run.Distro, run.Corpus, fails: run.Distro == "debian-13"))
        );
        Assert.Equal([0, 1, 0], runs.Select(run => run.ExitCode));

        var merged = await MergeAsync([.. _hosts.Select(host => host.Work)], [.. _runs.Select(run => run.Distro)]);
        Assert.Equal(1, merged.ExitCode);
        Assert.Contains("2 of 3 distros passed", merged.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("debian-13: failed after", merged.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("| debian-13 |", await File.ReadAllTextAsync(Summary, Cancellation), StringComparison.Ordinal);
        var suites = XDocument
            .Parse(await File.ReadAllTextAsync(Newest("*.junit.xml"), Cancellation))
            .Descendants("testsuite")
            .ToDictionary(suite => suite.Attribute("name")!.Value, suite => (int)suite.Attribute("failures")!);
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["debian-12"] = 0,
                ["debian-13"] = 1,
                ["rocky-9"] = 0,
            },
            suites
        );
        var schema = await JsonSchema.FromFileAsync(
            Repository.PathOf("src", "MailFactory.Testing", "Reports", "report.schema.json"),
            Cancellation
        );
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Newest("*.json"), Cancellation)));
        await AssertPageAsync(isWhole: true);

        await File.WriteAllTextAsync(
            Directory.EnumerateFiles(Path.Combine(_hosts[2].Work, "test_results"), "*.json").Single(),
            "{ \"runId\": ",
            Cancellation
        );
        var broken = await MergeAsync([_hosts[0].Work, _hosts[2].Work], ["debian-12", "rocky-9"]);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("debian-12: passed after", broken.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("rocky-9: not run", broken.StandardOutput, StringComparison.Ordinal);
        await AssertPageAsync(isWhole: false);

        var nothing = await MergeAsync([_hosts[2].Work, _hosts[0].PathOf("nowhere")], []);
        Assert.Equal(3, nothing.ExitCode);
        Assert.Contains(
            $"--merge: {_hosts[0].PathOf("nowhere")}: it does not exist; expected",
            nothing.StandardOutput,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task The_documents_are_written_from_a_merged_report_though_a_run_in_it_failed()
    {
        var run = await RunAsync(_hosts[1], "debian-13", "debian-13-netboot", fails: true);
        Assert.Equal(1, run.ExitCode);
        Directory.CreateDirectory(_hosts[0].PathOf("repository", "docs"));
        File.Copy(Repository.PathOf("docs", "tried.json"), _hosts[0].PathOf("repository", "docs", "tried.json"));
        await WriteSectionsAsync("README.md", "installed", "tried");
        await WriteSectionsAsync("docs/targets-and-parameters.md", "targets", "parameters");
        var result = await MergeAsync([_hosts[1].Work], ["debian-13"], "UpdateDocs");
        Assert.Equal(1, result.ExitCode);
        var entry = JsonNode.Parse(await File.ReadAllTextAsync(_hosts[0].PathOf("repository", "compatibility.json"), Cancellation))![
            "distros"
        ]!
            .AsArray()
            .Single(entry => (string?)entry!["distro"] == "debian-13")!;
        Assert.Equal("failed", (string?)entry["status"]);
        Assert.Equal((string?)_hosts[1].Report().GetProperty("runId").GetString(), (string?)entry["runId"]);
    }

    private Task WriteSectionsAsync(string file, params string[] names) =>
        File.WriteAllTextAsync(
            _hosts[0].PathOf("repository", file),
            string.Concat(names.Select(name => $"<!-- {name}:begin -->\n<!-- {name}:end -->\n")),
            Cancellation
        );

    private async Task AssertPageAsync(bool isWhole)
    {
        await using var open = await browser.OpenAsync(Newest("*.html"));
        Assert.Equal(isWhole ? 0 : 2, await open.Page.Locator(".problems li").CountAsync());
        Assert.Equal(isWhole ? 3 : 2, (await open.ShownDistrosAsync()).Count);
        Assert.True(!isWhole || await open.Page.Locator(".screens img").CountAsync() >= 1);
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        var files = await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a:not([href^=\"#\"])')].map(a => a.href)");
        Assert.NotEmpty(files);
        Assert.Equal(isWhole ? 1 : 0, files.Distinct().Count(file => file.EndsWith(".zip", StringComparison.Ordinal)));
        Assert.All(files, file => Assert.True(File.Exists(new Uri(file).LocalPath), file));
        Assert.All(
            files,
            file => Assert.StartsWith(Path.Combine(Merged, "test_results"), new Uri(file).LocalPath, StringComparison.Ordinal)
        );
        await open.AssertAccessibleAsync();
        Assert.Empty(open.Problems);
        if (Environment.GetEnvironmentVariable("MERGED_PAGE") is { Length: > 0 } picture)
        {
            await open.Page.ScreenshotAsync(new() { Path = $"{picture}-{isWhole}.png", FullPage = true });
        }
    }

    private string Newest(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Merged, "test_results"), pattern).OrderBy(File.GetLastWriteTimeUtc).Last();

    private Task<ToolResult> MergeAsync(IReadOnlyList<string> folders, IReadOnlyList<string> expected, string target = "Report") =>
        _hosts[0]
            .RunAsync(
                [target, "--merge", .. folders, .. expected.Count > 0 ? (string[])["--distro", .. expected] : []],
                Merged,
                ("GITHUB_STEP_SUMMARY", Summary),
                Cancellation
            );

    private static async Task<ToolResult> RunAsync(ReplayHost host, string id, string corpus, bool fails)
    {
        var distro = Catalog.Select([id])[0];
        host.ScriptInstall(
            distro,
            corpus,
            fails
                ? new JsonObject
                {
                    ["console"] = null,
                    ["tail"] = "Which disk?\nPrompt: '?' for help, default=1> ",
                    ["end"] = "Hang",
                }
                : null
        );
        var iso = await VendorIso.CreateAsync(distro, host.PathOf(), Cancellation);
        return await host.RunAsync(
            ["ArchiveVms", "Report", "--distro", id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation)],
            Cancellation
        );
    }
}
