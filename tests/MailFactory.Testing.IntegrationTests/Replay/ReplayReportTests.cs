using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Reports;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Reports.Evidence;
using NJsonSchema;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>What a run of the real build leaves to read: a distro fails under a replay, and then it passes.</summary>
public sealed class ReplayReportTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Hostile = "</script><img src=x onerror=window.broken=1>";
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Distro Debian { get; } = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task A_failure_leaves_a_bundle_without_secrets_and_a_page_and_its_end_is_told_in_the_next_page()
    {
        _host.ScriptInstall(
            Debian,
            "debian-13-netboot",
            new JsonObject
            {
                ["console"] = null,
                ["tail"] = $"{Hostile}\nWhich disk?\nPrompt: '?' for help, default=1> ",
                ["end"] = "Hang",
            }
        );
        var failed = await RunAsync();
        Assert.Equal(1, failed.ExitCode);
        var bundle = Regex.Match(failed.StandardOutput, @"evidence: (test_results/evidence_debian-13_\S+\.zip)").Groups[1].Value;
        Assert.NotEmpty(bundle);
        Assert.Contains("cause: Install: unanswered question: ", failed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("remedy: ", failed.StandardOutput, StringComparison.Ordinal);

        await AssertBundleAsync(Path.Combine(_host.Work, bundle));
        await AssertSchemaAsync();
        var junit = await File.ReadAllTextAsync(Newest("*.junit.xml"), Cancellation);
        Assert.Contains($"[[ATTACHMENT|{bundle}]]", junit, StringComparison.Ordinal);
        Assert.Contains("[[ATTACHMENT|vms/debian-13/install-failed.png]]", junit, StringComparison.Ordinal);
        await AssertPageAsync("failed", bundle);

        _host.ScriptInstall(Debian, "debian-13-netboot");
        var passed = await RunAsync();
        Assert.True(passed.IsSuccess, passed.StandardOutput + passed.StandardError);
        await AssertSchemaAsync();
        var page = await AssertPageAsync("passed", bundle: null);
        Assert.Contains("<ul class=\"fixed\"><li>debian-13 Install</li>", page, StringComparison.Ordinal);
        Assert.Contains("class=\"history\"", page, StringComparison.Ordinal);
    }

    private async Task AssertBundleAsync(string path)
    {
        using var zip = await ZipFile.OpenReadAsync(path, Cancellation);
        Assert.Superset(
            new HashSet<string>
            {
                "index.html",
                "result.json",
                "serial/serial.log",
                "screens/install-failed.png",
                "qemu/install.qemu-command.txt",
                "qemu/install.qmp-events.jsonl",
                "qemu/install.block-stats.json",
                "answers/preseed.cfg",
                "answers/late.sh",
            },
            zip.Entries.Select(entry => entry.FullName).ToHashSet()
        );
        var all = string.Empty;
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancellation));
            all += await reader.ReadToEndAsync(Cancellation);
        }

        var secrets = Secrets().ToList();
        Assert.True(secrets.Count >= 4, $"{secrets.Count} secrets");
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.Contains(Redaction.Mark, all, StringComparison.Ordinal);
        Assert.Contains("qemu-system-x86_64 -name vm_install_debian-13", all, StringComparison.Ordinal);
    }

    /// <summary>The private key's lines, the public key and the password's hash, as they are on this host.</summary>
    private IEnumerable<string> Secrets()
    {
        var folder = Path.Combine(_host.Work, "vms", "debian-13");
        foreach (
            var line in File.ReadLines(Path.Combine(folder, "id_ed25519"))
                .Where(line => !line.StartsWith("-----", StringComparison.Ordinal))
        )
        {
            yield return line;
        }

        yield return File.ReadAllText(Path.Combine(folder, "id_ed25519.pub")).Split(' ')[1];
        yield return Regex
            .Match(File.ReadAllText(Path.Combine(folder, "preseed.cfg")), @"user-password-crypted password (\S{20,})")
            .Groups[1]
            .Value;
    }

    private async Task AssertSchemaAsync()
    {
        var schema = await JsonSchema.FromFileAsync(
            Repository.PathOf("src", "MailFactory.Testing", "Reports", "report.schema.json"),
            Cancellation
        );
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Newest("*.json"), Cancellation)));
    }

    private async Task<string> AssertPageAsync(string verdict, string? bundle)
    {
        var path = Newest("*.html");
        await using var open = await browser.OpenAsync(path);
        Assert.Equal(verdict, await open.Page.Locator("h1 .verdict").InnerTextAsync());
        Assert.Equal(["debian-13"], await open.ShownDistrosAsync());
        Assert.True(await open.Page.Locator(".gantt .bar.critical").CountAsync() >= 2);
        Assert.True(bundle is null || await open.Page.Locator(".screens img").CountAsync() >= 1);
        Assert.Equal(bundle is null ? 0 : 1, await open.Page.Locator("a[href$='.zip']").CountAsync());
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await open.AssertAccessibleAsync();
        Assert.False(await open.Page.EvaluateAsync<bool>("'broken' in window"));
        Assert.Empty(open.Problems);
        return await File.ReadAllTextAsync(path, Cancellation);
    }

    private string Newest(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(_host.Work, "test_results"), pattern).Order(StringComparer.Ordinal).Last();

    private async Task<ToolResult> RunAsync()
    {
        var iso = await VendorIso.CreateAsync(Debian, _host.PathOf(), Cancellation);
        return await _host.RunAsync(
            ["ArchiveVms", "Report", "--distro", Debian.Id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation)],
            Cancellation
        );
    }
}
