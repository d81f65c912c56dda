using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Replay;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Machines;

/// <summary>Machines that keep running without a build: the real build starts and ends them, with a replay in place of QEMU.</summary>
public sealed class KeptMachineTests : IDisposable
{
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_host.Work);

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task A_machine_is_started_from_its_archive_and_goes_on_until_it_is_stopped()
    {
        var distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];
        var early = await _host.RunAsync(["StartVms", "--distro", distro.Id], Cancellation);
        Assert.Equal(3, early.ExitCode);
        Assert.Contains("ArchiveVms --distro debian-13 makes one", early.StandardOutput, StringComparison.Ordinal);

        await ArchiveAsync(distro);
        var started = await _host.RunAsync(["StartVms", "--distro", distro.Id], Cancellation);
        Assert.True(started.IsSuccess, started.StandardOutput + started.StandardError);
        var machine = Assert.Single(new KeptMachines(Layout).Running());
        try
        {
            Assert.Contains(machine.SshCommand, started.StandardOutput, StringComparison.Ordinal);
            var again = await _host.RunAsync(["StartVms", "--distro", distro.Id], Cancellation);
            Assert.Contains($"pid {machine.Process.Pid}", again.StandardOutput, StringComparison.Ordinal);
            Assert.Contains(machine.SshCommand, (await _host.RunAsync(["ListVms"], Cancellation)).StandardOutput, StringComparison.Ordinal);
            Assert.Equal(3, (await _host.RunAsync(["DeleteVms", "--distro", distro.Id], Cancellation)).ExitCode);
            Assert.Contains(
                "stays: vm_kept_debian-13",
                (await _host.RunAsync(["Clean", "--archive", "--older-than", "0m"], Cancellation)).StandardOutput,
                StringComparison.Ordinal
            );
            Assert.True(machine.Process.IsRunning);
        }
        finally
        {
            var stopped = await _host.RunAsync(["StopVms"], CancellationToken.None);
            Assert.Contains("debian-13: powered down", stopped.StandardOutput, StringComparison.Ordinal);
        }

        Assert.False(machine.Process.IsRunning);
        Assert.Empty(Directory.EnumerateFiles(Layout.Leases));
        Assert.Contains("no kept machine runs", (await _host.RunAsync(["StopVms"], Cancellation)).StandardOutput, StringComparison.Ordinal);
        Assert.True((await _host.RunAsync(["DeleteVms", "--distro", distro.Id], Cancellation)).IsSuccess);
        Assert.False(Directory.Exists(Path.Combine(Layout.KeptMachines, distro.Id)));
    }

    private async Task ArchiveAsync(Distro distro)
    {
        _host.ScriptInstall(distro, "debian-13-netboot");
        var iso = await VendorIso.CreateAsync(distro, _host.PathOf(), Cancellation);
        var result = await _host.RunAsync(
            ["ArchiveVms", "--distro", distro.Id, "--iso-path", iso, "--iso-sha256", await Digest.OfFileAsync(iso, Cancellation)],
            Cancellation
        );
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
    }
}
