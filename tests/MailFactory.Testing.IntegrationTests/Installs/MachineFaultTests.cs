using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Installs;

/// <summary>Faults of the machine itself, made for real, under the install monitor and under the guard of later work.</summary>
public sealed class MachineFaultTests : IDisposable
{
    private static readonly InstallTimeouts _timeouts = new() { Held = TimeSpan.FromSeconds(5) };
    private readonly MachineFolder _folder = new();

    public MachineFaultTests() => Tools.Require(MachineSpec.Program, "qemu-img");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 120_000)]
    [InlineData("KILL", InstallFailureKind.Died, Liveness.Crashed, FailureClass.Infrastructure)]
    [InlineData("STOP", InstallFailureKind.Held, Liveness.Hung, FailureClass.Infrastructure)]
    [InlineData("qmp stop", InstallFailureKind.Held, Liveness.Hung, FailureClass.Infrastructure)]
    internal async Task The_install_monitor_tells_what_was_done_to_QEMU(
        string fault,
        InstallFailureKind kind,
        Liveness liveness,
        FailureClass failureClass
    )
    {
        await using var machine = await StartAsync(BootSector.Idle);
        var monitor = new InstallMonitor(
            InstallRules.Load(Repository.PathOf("preseeds", "installers"), "debian-installer"),
            _timeouts,
            TimeProvider.System
        );
        var watching = monitor.WatchAsync(machine, "nonce", _folder.Path, progress: null, Cancellation);
        await MakeAsync(fault, machine);
        var outcome = await watching;
        Assert.Equal((kind, liveness, failureClass), (outcome.Failure!.Kind, outcome.Liveness, outcome.Failure.FailureClass));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("KILL", InstallFailureKind.Died, Liveness.Crashed, FailureClass.Infrastructure)]
    [InlineData("STOP", InstallFailureKind.Held, Liveness.Hung, FailureClass.Infrastructure)]
    [InlineData("qmp stop", InstallFailureKind.Held, Liveness.Hung, FailureClass.Infrastructure)]
    internal async Task Work_with_a_machine_ends_when_the_machine_fails(
        string fault,
        InstallFailureKind kind,
        Liveness liveness,
        FailureClass failureClass
    )
    {
        await using var machine = await StartAsync(BootSector.Idle);
        var isCancelled = false;
        var working = new MachineGuard(machine, _timeouts, TimeProvider.System).DoAsync(WorkAsync, Cancellation);
        await MakeAsync(fault, machine);
        var error = await Assert.ThrowsAsync<MachineFailedException>(() => working);
        Assert.Equal((kind, liveness, failureClass), (error.Finding.Kind, error.Finding.Liveness, error.Finding.FailureClass));
        Assert.True(isCancelled);

        async Task<int> WorkAsync(CancellationToken token)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            }
            finally
            {
                isCancelled = token.IsCancellationRequested;
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Work_with_a_machine_that_is_well_gives_its_result_and_its_own_errors()
    {
        await using var machine = await StartAsync(BootSector.Idle);
        var guard = new MachineGuard(machine, _timeouts, TimeProvider.System);
        Assert.Equal(42, await guard.DoAsync(_ => Task.FromResult(42), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            guard.DoAsync<int>(_ => throw new InvalidOperationException(), Cancellation)
        );
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guard.DoAsync(Forever, cancelled.Token));

        static async Task<int> Forever(CancellationToken token)
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guest_that_reboots_again_and_again_is_told()
    {
        await using var machine = await StartAsync(BootSector.Rebooting, spec => spec with { EndsOnReboot = false });
        var guard = new MachineGuard(machine, _timeouts, TimeProvider.System);
        var error = await Assert.ThrowsAsync<MachineFailedException>(() => guard.DoAsync(WaitAsync, Cancellation));
        Assert.Equal((InstallFailureKind.Rebooted, FailureClass.Product), (error.Finding.Kind, error.Finding.FailureClass));
        Assert.Contains("again and again", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_disk_that_fills_up_under_the_guest_is_the_hosts_fault()
    {
        var disk = Directory.CreateDirectory(_folder.File("small")).FullName;
        var mounted = await ToolRunner.RunAsync(ToolCommand.Create("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk), Cancellation);
        Assert.SkipUnless(mounted.IsSuccess, "mounting a tmpfs needs root");
        try
        {
            await using var machine = await StartAsync(BootSector.Writing, folder: disk);
            var monitor = new InstallMonitor(
                InstallRules.Load(Repository.PathOf("preseeds", "installers"), "debian-installer"),
                _timeouts,
                TimeProvider.System
            );
            var outcome = await monitor.WatchAsync(machine, "nonce", _folder.Path, progress: null, Cancellation);
            Assert.Equal(InstallFailureKind.HostStorage, outcome.Failure?.Kind);
            Assert.Contains("the host's disk is full", outcome.Failure!.Cause, StringComparison.Ordinal);
        }
        finally
        {
            await ToolRunner.RunAsync(ToolCommand.Create("umount", disk), CancellationToken.None);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<MachineException>(() =>
            _folder.StartAsync(_folder.Spec with { Forwards = [new PortForward(port, 22)] })
        );
        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_disk_is_named_with_QEMUs_own_words()
    {
        var path = _folder.File("disk.qcow2");
        await DiskImage.CreateAsync(path, 1, Cancellation);
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        bytes.AsSpan(4, 100).Fill(0xff);
        await File.WriteAllBytesAsync(path, bytes, Cancellation);
        var error = await Assert.ThrowsAsync<MachineException>(() =>
            _folder.StartAsync(_folder.Spec with { Disks = [new DiskDrive(path)] })
        );
        Assert.Contains("disk.qcow2", error.Message, StringComparison.Ordinal);
        Assert.Contains("Unsupported qcow2 version", error.Message, StringComparison.Ordinal);
    }

    private static async Task<int> WaitAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private static async Task MakeAsync(string fault, Machine machine)
    {
        if (fault == "qmp stop")
        {
            await machine.ExecuteAsync("stop", null, Cancellation);
            return;
        }

        using var kill = Process.Start("kill", [$"-{fault}", $"{machine.Process.Pid}"]);
        await kill.WaitForExitAsync(Cancellation);
    }

    private async Task<Machine> StartAsync(byte[] bootSector, Func<MachineSpec, MachineSpec>? change = null, string? folder = null)
    {
        var raw = _folder.File("sector.raw");
        await File.WriteAllBytesAsync(raw, bootSector, Cancellation);
        var disk = Path.Combine(folder ?? _folder.Path, "disk.qcow2");
        await ToolRunner.RunAsync(ToolCommand.Create("qemu-img", "convert", "-O", "qcow2", raw, disk), Cancellation);
        await ToolRunner.RunAsync(ToolCommand.Create("qemu-img", "resize", disk, "64M"), Cancellation);
        var spec = _folder.Spec with { Disks = [new DiskDrive(disk)] };
        return await _folder.StartAsync(change?.Invoke(spec) ?? spec);
    }
}
