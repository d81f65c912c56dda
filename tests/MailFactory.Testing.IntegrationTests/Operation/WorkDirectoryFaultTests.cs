using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Replay;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Operation;

/// <summary>Work directories that cannot be worked in: the real build says so in one line and starts no machine.</summary>
public sealed class WorkDirectoryFaultTests : IDisposable
{
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 300_000)]
    public Task A_read_only_work_directory_is_named() => MountedAsync("ro", "Read-only file system", 2);

    [Fact(Timeout = 300_000)]
    public Task A_work_directory_that_is_too_small_is_told_with_the_number_that_is_missing() => MountedAsync("size=64m", "GiB of disk", 3);

    private async Task MountedAsync(string option, string expected, int exitCode)
    {
        Directory.CreateDirectory(_host.Work);
        var mounted = await ToolRunner.RunAsync(
            ToolCommand.Create("mount", "-t", "tmpfs", "-o", option, "tmpfs", _host.Work),
            Cancellation
        );
        Assert.SkipUnless(mounted.IsSuccess, "mounting a tmpfs needs root");
        try
        {
            var distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];
            _host.ScriptInstall(distro, "debian-13-netboot", new JsonObject());
            var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation);
            var result = await _host.RunAsync(
                ["MonitorInstalls", "--distro", distro.Id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation)],
                Cancellation
            );
            Assert.True(result.StandardOutput.Contains(expected, StringComparison.Ordinal), result.StandardOutput);
            Assert.Equal(exitCode, result.ExitCode);
            Assert.DoesNotContain(" installed in ", result.StandardOutput, StringComparison.Ordinal);
        }
        finally
        {
            await ToolRunner.RunAsync(ToolCommand.Create("umount", _host.Work), CancellationToken.None);
        }
    }
}
