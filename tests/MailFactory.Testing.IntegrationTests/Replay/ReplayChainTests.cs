using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// The whole chain up to the archive, in seconds, from the user's own ISO: the real build and its stages, with a replay in place of QEMU.
/// </summary>
public sealed class ReplayChainTests : IDisposable
{
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DistroCatalog Catalog { get; } = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    public static TheoryData<string, string, int, string> Failures =>
        new()
        {
            { """{ "end": "Reboot" }""", "unexpected reboot", 1, "the guest rebooted instead of powering off" },
            { """{ "end": "Die" }""", "QEMU ended", 2, "QEMU ended with exit code 1" },
            { """{ "end": "HostDiskFull" }""", "host storage failed", 2, "the host's disk is full" },
            {
                """{ "console": null, "tail": "Linux version 6\n[    2.1] Kernel panic - not syncing: Attempted to kill init!\n", "end": "Hang" }""",
                "kernel panic",
                1,
                "the kernel panicked"
            },
            {
                """{ "console": null, "tail": "Which disk?\nPrompt: '?' for help, default=1> ", "end": "Hang" }""",
                "unanswered question",
                1,
                "waits for a person to answer: Which disk?"
            },
            {
                """{ "console": null, "tail": "tar: write error: No space left on device\n", "end": "Hang" }""",
                "installer error",
                3,
                "a disk in the guest is full"
            },
            { """{ "console": null, "tail": "Linux version 6\nall done\n" }""", "unproven end", 1, "without printing this run's nonce" },
            {
                """{ "osRelease": "ID=ubuntu\nVERSION_ID=\"22.04\"\nPRETTY_NAME=\"Ubuntu 22.04.5 LTS\"\n" }""",
                "",
                1,
                "the installed system is 'Ubuntu 22.04.5 LTS'"
            },
        };

    public void Dispose() => _host.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData("debian-13", "debian-13-netboot")]
    [InlineData("rhel-9", "rocky-9")]
    public async Task A_distro_goes_from_its_medium_to_an_archive(string id, string corpus)
    {
        var distro = Catalog.Select([id])[0];
        _host.ScriptInstall(distro, corpus);
        var result = await _host.RunAsync(["ArchiveVms", "Report", .. await OwnIsoAsync(distro)], Cancellation);
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
        Assert.Contains($"{distro.Name} installed in ", result.StandardOutput, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_host.Work, "vms", "archive"), $"{id}-*.qcow2"));

        var verified = await _host.RunAsync(["VerifyArchives"], Cancellation);
        Assert.True(verified.IsSuccess, verified.StandardOutput + verified.StandardError);
        Assert.Contains("1 archive in ", verified.StandardOutput, StringComparison.Ordinal);
        var refused = await _host.RunAsync(
            ["Release", "--release-tag", "v1", "--release-repository", "owner/name", "--dry-run"],
            Cancellation
        );
        Assert.Contains($"not released: {id}: no mail test is on record", refused.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(3, refused.ExitCode);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Failures))]
    public async Task Each_way_to_fail_has_its_own_words_and_exit_code(string changes, string kind, int exitCode, string cause)
    {
        var distro = Catalog.Select(["debian-13"])[0];
        _host.ScriptInstall(distro, "debian-13-netboot", JsonNode.Parse(changes)!.AsObject());
        var result = await _host.RunAsync(["MonitorInstalls", "Report", .. await OwnIsoAsync(distro)], Cancellation);
        Assert.Contains(cause, result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(kind, _host.Report().GetRawText(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_host.Work, "orchestration_logs", "pids")));
    }

    [Fact(Timeout = 300_000)]
    public async Task An_installer_that_stands_still_has_stalled()
    {
        var distro = Catalog.Select(["debian-13"])[0];
        _host.ScriptInstall(
            distro,
            "debian-13-netboot",
            new JsonObject
            {
                ["console"] = null,
                ["tail"] = "Linux version 6\n",
                ["end"] = "Hang",
            }
        );
        var result = await _host.RunAsync(["MonitorInstalls", .. await OwnIsoAsync(distro), "--timeout-scale", "0.002"], Cancellation);
        Assert.Contains(
            "no serial byte, no disk request, no network byte and no new screen for",
            result.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Equal(1, result.ExitCode);
    }

    private async Task<string[]> OwnIsoAsync(Distro distro)
    {
        var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation);
        return ["--distro", distro.Id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation)];
    }
}
