using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.IntegrationTests.Qemu;

public sealed class MachineTests : IDisposable
{
    private readonly MachineFolder _folder = new();

    public MachineTests() => Tools.Require(MachineSpec.Program, "qemu-img");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_machine_answers_QMP_and_quits_when_told_to()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        var status = await machine.ExecuteAsync("query-status", null, TestContext.Current.CancellationToken);
        Assert.True(status.GetProperty("running").GetBoolean());

        var exit = await machine.QuitAsync();

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal("host-qmp-quit", exit.ShutdownReason);
        Assert.False(machine.Process.IsRunning);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_leaves_no_process_no_lease_and_no_scratch_folder()
    {
        ProcessIdentity process;
        string scratch;
        await using (var machine = await _folder.StartAsync(_folder.Spec))
        {
            process = machine.Process;
            var lease = Assert.Single(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
            scratch = lease.ScratchFolder!;
            Assert.Equal(process, lease.Process);
            Assert.True(Directory.Exists(scratch));
        }

        Assert.False(process.IsRunning);
        Assert.False(Directory.Exists(scratch));
        Assert.Empty(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_that_was_let_go_is_found_and_ended_by_its_lease()
    {
        var machine = await _folder.StartAsync(_folder.Spec);
        await machine.KeepRunningAsync(TestContext.Current.CancellationToken);
        await machine.DisposeAsync();
        Assert.True(machine.Process.IsRunning);

        // There is no guest behind the firmware that would listen to the power button.
        var lease = Assert.Single(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
        var loose = new LeasedMachine(lease, _folder.Leases, TimeProvider.System);
        Assert.False(await loose.PowerDownAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
        Assert.False(machine.Process.IsRunning);
        Assert.False(Directory.Exists(lease.ScratchFolder));
        Assert.Empty(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_killed_from_outside_says_so()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        machine.Process.Signal(PosixSignalNumber.Kill);
        var exit = await machine.Exit.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(exit.WasKilled);
        Assert.Null(exit.ShutdownReason);
        await Assert.ThrowsAsync<QmpException>(() => machine.BlockStatsAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reset_is_done_at_once_and_is_none_of_the_guests_reboots()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec with { EndsOnReboot = false });
        await machine.ResetAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal("host-qmp-system-reset", Assert.Single(machine.Events, happened => happened.Name == "RESET").Text("reason"));
        Assert.Equal(0, MachineGuard.RebootsOf(machine.Events));
        Assert.Equal(
            MachineCondition.Running,
            await machine.ConditionAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_screenshot_is_a_PNG_file()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        await machine.ScreenshotAsync(_folder.File("shots/screen.png"), TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(_folder.File("shots/screen.png"), TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_port_that_is_taken_is_named_in_QEMUs_words()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<MachineException>(() =>
            _folder.StartAsync(_folder.Spec with { Forwards = [new PortForward(port, 22)] })
        );
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
        var scratch = Regex.Match(error.Message, $"[^ =:]+/{LeaseRegistry.ScratchPrefix}[^/]+(?=/{LeasedMachine.QmpSocket}\\b)").Value;
        Assert.True(Path.IsPathRooted(scratch), error.Message);
        Assert.False(Directory.Exists(scratch));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_forwarded_port_listens_on_the_loopback_address()
    {
        var forward = Assert.Single(HostPorts.Forward(22));
        await using var machine = await _folder.StartAsync(_folder.Spec with { Forwards = [forward] });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, forward.HostPort, TestContext.Current.CancellationToken);
        Assert.True(client.Connected);
    }

    [Fact(Timeout = 120_000)]
    public async Task Memory_can_be_saved_put_back_and_started_from()
    {
        var token = TestContext.Current.CancellationToken;
        var disk = await DiskImage.CreateAsync(_folder.File("disk.qcow2"), 1, token);
        var spec = _folder.Spec with { Disks = [new DiskDrive(disk.Path)] };
        await using (var machine = await _folder.StartAsync(spec))
        {
            await machine.SaveSnapshotAsync("ready", token);
            var loading = new JsonObject { ["command-line"] = "loadvm ready" };
            Assert.Equal(string.Empty, (await machine.ExecuteAsync("human-monitor-command", loading, token)).GetString());
        }

        Assert.Equal(["ready"], (await disk.InfoAsync(token)).Snapshots);
        await using var restored = await _folder.StartAsync(spec with { Snapshot = "ready" });
        Assert.True((await restored.ExecuteAsync("query-status", null, token)).GetProperty("running").GetBoolean());
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_that_has_no_disk_to_go_to_is_not_said_to_be_saved()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        var error = await Assert.ThrowsAsync<MachineException>(() =>
            machine.SaveSnapshotAsync("unknown", TestContext.Current.CancellationToken)
        );
        Assert.Contains("unknown", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_has_a_disc_beside_the_disk_that_boots_first()
    {
        var token = TestContext.Current.CancellationToken;
        var disk = await DiskImage.CreateAsync(_folder.File("disk.qcow2"), 1, token);
        await File.WriteAllBytesAsync(_folder.File("disc.iso"), new byte[64 * 1024], token);
        await using var machine = await _folder.StartAsync(
            _folder.Spec with
            {
                Disks = [new DiskDrive(disk.Path) { BootsFirst = true }],
                CdRoms = [new CdRomDrive(_folder.File("disc.iso"))],
            }
        );
        var files = (await machine.ExecuteAsync("query-block", null, token))
            .EnumerateArray()
            .Where(drive => drive.TryGetProperty("inserted", out _))
            .Select(drive => drive.GetProperty("inserted").GetProperty("file").GetString());
        Assert.Equal([disk.Path, _folder.File("disc.iso")], files);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_that_does_not_react_to_the_power_button_still_runs_after_the_limit()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        Assert.Null(await machine.PowerDownAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.True(machine.Process.IsRunning);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_QEMU_does_not_know_is_an_error_with_its_name()
    {
        await using var machine = await _folder.StartAsync(_folder.Spec);
        var error = await Assert.ThrowsAsync<QmpException>(() =>
            machine.ExecuteAsync("no-such-command", null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("no-such-command", error.Message, StringComparison.Ordinal);
        Assert.Equal("CommandNotFound", error.ErrorClass);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_disk_that_is_no_disk_ends_the_start_with_QEMUs_own_words()
    {
        await File.WriteAllTextAsync(_folder.File("broken.qcow2"), "not a disk", TestContext.Current.CancellationToken);
        var spec = _folder.Spec with { Disks = [new DiskDrive(_folder.File("broken.qcow2"))] };
        var error = await Assert.ThrowsAsync<MachineException>(() => _folder.StartAsync(spec));
        Assert.Contains("qcow2 format", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(TestContext.Current.CancellationToken));
    }
}
