using System.Text.Json;
using MailFactory.Testing.Commands;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Media;

namespace MailFactory.Testing.Tests.Commands;

public sealed class MediaListingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();
    private TestKey? _key;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = _folder.Path,
            Layout = new WorkLayout(_folder.Path),
            Distros = ["linux-1"],
        };

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Fact(Timeout = 20_000)]
    public async Task A_medium_is_listed_with_its_trust_and_when_it_was_verified_and_other_files_as_what_they_are()
    {
        Fill("linux-1", "linux-1.2.iso", verified: "2026-11-20T10:00:00Z");
        Fill("linux-1", "linux-1.1.iso");
        Fill("linux-2", "linux-2.0.iso.partial");
        WriteCatalogue(new Uri("https://vendor.example/"));
        await MediaListings.ListAsync(Options with { IsoQuotaGiB = 0.004 }, TimeProvider.System, _console);
        var lines = _console.ToString().Split('\n');
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("linux-1  linux-1.2.iso", StringComparison.Ordinal)
                && line.Contains("signed  2026-11-20 10:00 UTC  1.2", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line => line.Contains("linux-1.1.iso", StringComparison.Ordinal) && line.EndsWith("spare", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line =>
                line.Contains("linux-2.0.iso.partial", StringComparison.Ordinal) && line.EndsWith("unfinished", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.StartsWith("PruneIsos would remove", StringComparison.Ordinal));
        Assert.True(File.Exists(_folder.PathOf("isos", "linux-2", "linux-2.0.iso.partial")));
    }

    [Fact(Timeout = 20_000)]
    public async Task Pruning_shows_what_goes_and_leaves_what_is_wanted_most()
    {
        Fill("linux-1", "linux-1.2.iso", verified: "2026-11-20T10:00:00Z");
        Fill("linux-2", "linux-2.0.iso", verified: "2026-11-10T10:00:00Z");
        Fill("linux-2", "linux-1.9.iso");
        Fill("linux-3", "linux-3.iso.partial");
        await MediaListings.PruneAsync(Options with { IsoQuotaGiB = 2.1 / 1024 }, _console);
        Assert.Equal(["linux-1.2.iso"], Left());
        Assert.Equal(3, _console.ToString().Split('\n').Count(line => line.StartsWith("linux-", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 20_000)]
    public async Task What_a_running_process_uses_or_fetches_is_never_pruned()
    {
        Fill("linux-1", "linux-1.2.iso", verified: "2026-11-01T10:00:00Z");
        Fill("linux-2", "linux-2.0.iso", verified: "2026-11-20T10:00:00Z");
        Fill("linux-3", "linux-3.iso.partial");
        using var use = FolderLock.TryUse(_folder.PathOf("isos", "linux-1"));
        using var fetch = FolderLock.TryAcquire(_folder.PathOf("isos", "linux-3"));
        await MediaListings.PruneAsync(Options with { IsoQuotaGiB = 0.0001 }, _console);
        Assert.Equal(["linux-1.2.iso", "linux-3.iso.partial"], Left());
        Assert.Contains("in use by running processes are linux-1, linux-3", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_process_that_begins_to_use_a_medium_after_the_plan_keeps_it()
    {
        Fill("linux-1", "linux-1.2.iso", verified: "2026-11-01T10:00:00Z");
        var plan = new MediaInventory(_folder.PathOf("isos")).PlanPrune(0);
        using var use = FolderLock.TryUse(_folder.PathOf("isos", "linux-1"));
        Assert.False(MediaInventory.Remove(Assert.Single(plan)));
        Assert.Equal(["linux-1.2.iso"], Left());
        await Assert.ThrowsAsync<RunOptionsException>(() => MediaListings.PruneAsync(Options, _console));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_url_of_the_catalogue_is_asked_and_the_dead_are_named()
    {
        _key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
        using var alive = SyntheticVendor.Create();
        using var half = SyntheticVendor.Create(alive.Iso);
        foreach (var vendor in new[] { alive, half })
        {
            await vendor.PublishAsync(_key, ManifestSignature.Detached, _folder.Path, Cancellation);
        }

        WriteCatalogue(alive.Address);
        await MediaListings.CheckAsync(Options, _console, Cancellation);
        Assert.Contains("3 URLs asked, 0 dead", _console.ToString(), StringComparison.Ordinal);

        WriteCatalogue(alive.Address, half.Address);
        half.Files.TryRemove($"/{SyntheticVendor.IsoName}", out _);
        half.Faults["/SHA256SUMS.sign"] = new FaultyAnswer(200, "<html>log in</html>"u8.ToArray()) { ContentType = "text/html" };
        await MediaListings.CheckAsync(Options, _console, Cancellation);
        Assert.Contains(
            "6 URLs asked, 0 dead, 2 dead that another place stands in for (spare)",
            _console.ToString(),
            StringComparison.Ordinal
        );

        alive.Files.TryRemove("/SHA256SUMS.sign", out _);
        WriteCatalogue(alive.Address);
        var refused = await Assert.ThrowsAsync<HostException>(() => MediaListings.CheckAsync(Options, _console, Cancellation));
        Assert.Contains(
            "DownloadIsos would refuse linux-1: linux-1: linux-1.2.iso is checksum-only where pinned is the least",
            refused.Message,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<HostException>(() =>
            MediaListings.CheckAsync(Options with { LeastTrust = TrustLevel.ChecksumOnly }, _console, Cancellation)
        );

        WriteCatalogue(half.Address);
        var error = await Assert.ThrowsAsync<HostException>(() => MediaListings.CheckAsync(Options, _console, Cancellation));
        Assert.Equal(FailureClass.Infrastructure, error.FailureClass);
        Assert.Contains(
            $"linux-1 iso {half.Address}{SyntheticVendor.IsoName}: the server does not have it (404)",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"linux-1 signature {half.Address}SHA256SUMS.sign: the server sent a web page",
            error.Message,
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.PathOf("test_results", "iso_links.json"), Cancellation));
        Assert.Equal(4, json.RootElement.GetArrayLength());
        Assert.Equal(2, json.RootElement.EnumerateArray().Count(link => !link.GetProperty("isAlive").GetBoolean()));
        Assert.DoesNotContain($"GET /{SyntheticVendor.IsoName}", alive.Asked);
    }

    private IEnumerable<string?> Left() =>
        Directory.EnumerateFiles(_folder.PathOf("isos"), "linux*", SearchOption.AllDirectories).Select(Path.GetFileName).Order();

    // Each of 2 MiB, so that a quota of some MiB tells them apart.
    private void Fill(string distro, string name, string? verified = null)
    {
        Directory.CreateDirectory(_folder.PathOf("isos", distro));
        File.WriteAllBytes(_folder.PathOf("isos", distro, name), new byte[2 << 20]);
        if (verified is not null)
        {
            File.WriteAllText(
                _folder.PathOf("isos", distro, "medium.json"),
                $$"""
                {"distroId":"{{distro}}","kind":"iso","file":"{{name}}","bytes":2097152,"sha256":"00","version":"1.2","trust":"signed","proof":"a key","verified":"{{verified}}"}
                """
            );
        }
    }

    private void WriteCatalogue(params Uri[] directories)
    {
        Directory.CreateDirectory(_folder.PathOf("preseeds"));
        File.WriteAllText(
            _folder.PathOf("preseeds", "catalog.json"),
            $$"""
            {
              "defaultMatrix": ["linux-1"],
              "families": [{"id": "linux", "answerFile": "preseed", "delivery": "initrd", "installer": "x", "installMinutes": 5, "kernelArguments": ""}],
              "distros": [{
                "id": "linux-1", "name": "Linux 1", "family": "linux", "release": "1", "osReleaseId": "linux", "osReleaseVersion": "1",
                "exampleFile": "x.json", "memoryMiB": 512, "diskGiB": 4, "cpus": 1,
                "iso": {
                  "fileNamePattern": "linux-1\\.[0-9]+\\.iso", "kernelPath": "/k", "initrdPath": "/i",
                  "download": {
                    "directories": {{JsonSerializer.Serialize(directories)}},
                    "manifest": "SHA256SUMS", "manifestSignature": "detached", "signature": "SHA256SUMS.sign",
                    "keyrings": ["{{_key?.ArmouredKeyring ?? "/k"}}"], "fingerprints": ["{{_key?.Fingerprint ?? new string('A', 40)}}"]
                  }
                }
              }]
            }
            """
        );
    }
}
