using System.Globalization;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>The matrix in one run, from signed downloads to archives.</summary>
public sealed class ReplayMatrixTests : IDisposable
{
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All but RHEL, whose medium nobody can publish; ReplayChainTests brings it along by hand.</summary>
    private static IReadOnlyList<Distro> Distros { get; } =
    [.. DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Distros.Where(distro => distro.Iso?.Download is not null)];

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task Every_distro_is_downloaded_proved_installed_and_archived_and_the_next_run_does_nothing_twice()
    {
        var key = await TestKey.CreateAsync(_host.PathOf("gpg"), Cancellation);
        using var hosts = new VendorHosts(_host.PathOf(), key);
        foreach (var distro in Distros)
        {
            await hosts.PublishAsync(distro, _host.Entry(distro.Id), Cancellation);
            _host.ScriptInstall(distro, Corpus(distro));
        }

        var first = await RunAsync();
        Assert.True(first.IsSuccess, first.StandardOutput + first.StandardError);
        foreach (var distro in Distros)
        {
            Assert.Contains($"{distro.Name} installed in ", first.StandardOutput, StringComparison.Ordinal);
            var proof = distro.Iso!.Download!.ManifestSignature == ManifestSignature.None ? "pinned: " : "signed: ";
            Assert.Contains(
                first.StandardOutput.Split('\n'),
                line =>
                    line.Contains($"  {distro.Id}: passed in ", StringComparison.Ordinal) && line.Contains(proof, StringComparison.Ordinal)
            );
            Assert.Single(Directory.EnumerateFiles(Path.Combine(_host.Work, "vms", "archive"), $"{distro.Id}-*.qcow2"));
        }

        AssertPage("There is no earlier report of these distros");
        var served = hosts.BytesServed;
        var second = await RunAsync();
        Assert.True(second.IsSuccess, second.StandardOutput + second.StandardError);
        Assert.DoesNotContain(" installed in ", second.StandardOutput, StringComparison.Ordinal);
        AssertPage("Nothing fails that did not fail before");
        var manifestsOnly = Distros.Count * 4000;
        Assert.True(
            hosts.BytesServed - served < manifestsOnly,
            string.Create(CultureInfo.InvariantCulture, $"{hosts.BytesServed - served} bytes were served again")
        );
    }

    private void AssertPage(string changes)
    {
        var page = File.ReadAllText(
            Directory.EnumerateFiles(Path.Combine(_host.Work, "test_results"), "*.html").Order(StringComparer.Ordinal).Last()
        );
        Assert.Contains(changes, page, StringComparison.Ordinal);
        Assert.Matches(@"[0-9.]+ times the lower bound", page);
        foreach (var distro in Distros)
        {
            Assert.Contains(
                $"<section class=\"distro\" aria-labelledby=\"{distro.Id}\" data-distro=\"{distro.Id}\" data-kind=\"passed\">",
                page,
                StringComparison.Ordinal
            );
        }
    }

    private static string Corpus(Distro distro) =>
        distro.Family switch
        {
            "debian" => "debian-13-netboot",
            "ubuntu" => "ubuntu-22",
            "fedora" => "fedora-41",
            "el" => "rocky-9",
            _ => "opensuse-15",
        };

    private Task<Processes.ToolResult> RunAsync() =>
        _host.RunAsync(
            [
                "ArchiveVms",
                "Report",
                "--distro",
                .. Distros.Select(distro => distro.Id),
                "--host-memory",
                "40000",
                "--host-cpus",
                "16",
                "--max-parallel",
                "4",
            ],
            Cancellation
        );
}
