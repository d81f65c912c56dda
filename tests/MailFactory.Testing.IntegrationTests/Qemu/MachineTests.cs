using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.IntegrationTests.Qemu;

public sealed class MachineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-machine-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LeaseRegistry Leases => new(Path.Combine(_folder, "pids"), TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task A_machine_answers_over_qmp_shows_its_screen_and_leaves_nothing_behind()
    {
        var disk = await NewDiskAsync();
        var machine = await Machine.StartAsync(Spec(disk), Leases, TimeProvider.System, Cancellation);
        Assert.Single(await Leases.ListAsync(Cancellation));
        Assert.Equal("running", (await machine.ExecuteAsync("query-status", arguments: null, Cancellation)).GetProperty("status").GetString());
        await machine.BlockStatsAsync(Cancellation);
        await machine.ScreenshotAsync(Path.Combine(_folder, "screen.png"), Cancellation);
        Assert.Equal(0x89, (await File.ReadAllBytesAsync(Path.Combine(_folder, "screen.png"), Cancellation))[0]);
        var process = machine.Process;

        await machine.DisposeAsync();

        Assert.False(process.IsRunning);
        Assert.Empty(await Leases.ListAsync(Cancellation));
        Assert.False((await machine.Exit).IsGuestShutdown);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_qemu_does_not_know_is_an_error_with_qemus_words()
    {
        await using var machine = await Machine.StartAsync(Spec(await NewDiskAsync()), Leases, TimeProvider.System, Cancellation);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => machine.ExecuteAsync("no-such-command", arguments: null, Cancellation));
        Assert.Contains("no-such-command", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_disk_that_is_no_disk_ends_the_start_with_qemus_own_error()
    {
        var path = Path.Combine(_folder, "broken.qcow2");
        await File.WriteAllTextAsync(path, "not a disk", Cancellation);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Machine.StartAsync(Spec(path), Leases, TimeProvider.System, Cancellation));
        Assert.Contains("qcow2", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Leases.ListAsync(Cancellation));
    }

    private async Task<string> NewDiskAsync()
    {
        Tools.Require(MachineSpec.Program, "qemu-img");
        return (await DiskImage.CreateAsync(Path.Combine(_folder, "disk.qcow2"), 1, Cancellation)).Path;
    }

    private MachineSpec Spec(string disk) => new()
    {
        Name = "machine-test",
        Accelerator = Accelerator.Tcg,
        MemoryMiB = 64,
        Cpus = 1,
        Disks = [new DiskDrive(disk)],
        Serial = new SerialPort(Path.Combine(_folder, "serial.log")),
        LogPath = Path.Combine(_folder, "qemu.log"),
    };
}
