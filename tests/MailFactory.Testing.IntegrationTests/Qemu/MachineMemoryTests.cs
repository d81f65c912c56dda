using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Installs;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Qemu;

/// <summary>
/// Memory that is saved, and a machine that continues from it: a real QEMU with the smallest of guests, whose first sector is in its memory
/// while it runs. Each thing that can be wrong with a saved state is done to a real one.
/// </summary>
public sealed class MachineMemoryTests : IDisposable
{
    // Where the firmware loads the first sector to, and where QEMU shows it.
    private const string Peek = "xp /3xb 0x7c00";
    private const string Shown = "0000000000007c00: 0xf4 0xeb 0xfd";

    private readonly MachineFolder _folder = new();

    public MachineMemoryTests() => Tools.Require(MachineSpec.Program, "qemu-img");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StateStore Store => new(_folder.File("warm"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_machine_goes_on_with_its_memory_and_its_disk()
    {
        var (spec, state) = await SaveAsync();
        Assert.InRange(state.Memory.Bytes, 1, 64 << 20);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Store.MemoryOf(state).Path));

        await using var restored = await RestoreAsync(spec, state);
        Assert.Equal("running", await StatusAsync(restored));
        Assert.Contains(Shown, await PeekAsync(restored), StringComparison.Ordinal);
        Assert.Empty(await new StateVerifier(_folder.File("warm")).VerifyAsync(Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_machine_from_power_on_has_no_such_memory()
    {
        var empty = await DiskImage.CreateAsync(_folder.File("empty.qcow2"), 1, Cancellation);
        await using var machine = await _folder.StartAsync(Spec(empty));
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Assert.DoesNotContain(Shown, await PeekAsync(machine), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Memory_of_another_size_is_refused_with_what_QEMU_says()
    {
        var (spec, state) = await SaveAsync();
        var error = await Assert.ThrowsAsync<MachineException>(() => RestoreAsync(spec with { MemoryMiB = 128 }, state));
        Assert.Contains("QEMU did not accept the saved memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("Size mismatch", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(Cancellation));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Memory_that_was_truncated_or_changed_is_told_by_its_digest(bool isTruncated)
    {
        var (spec, state) = await SaveAsync();
        var path = Store.MemoryOf(state).Path;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            if (isTruncated)
            {
                file.SetLength(file.Length / 2);
            }
            else
            {
                file.Position = file.Length / 2;
                var there = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)~there);
            }
        }

        var error = await Assert.ThrowsAsync<MachineException>(() => RestoreAsync(spec, state));
        Assert.Contains("is damaged: its digest is not the one that it was saved with", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_no_memory_at_all_is_refused_and_nothing_stays_behind()
    {
        var disk = await DiskAsync();
        await File.WriteAllTextAsync(_folder.File("memory"), new string('x', 1 << 20), Cancellation);
        var memory = new SavedMemory(_folder.File("memory"), 1 << 20, await Digest.OfFileAsync(_folder.File("memory"), Cancellation));
        var error = await Assert.ThrowsAsync<MachineException>(() => _folder.StartAsync(Spec(disk) with { Memory = memory }));
        Assert.Contains("QEMU did not accept the saved memory", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_machine_that_cannot_be_saved_goes_on()
    {
        await using var machine = await _folder.StartAsync(Spec(await DiskAsync()));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            machine.SaveMemoryAsync(_folder.File("nowhere/memory"), _ => Task.CompletedTask, Cancellation)
        );
        Assert.Equal("running", await StatusAsync(machine));
        await Assert.ThrowsAsync<IOException>(() =>
            machine.SaveMemoryAsync(_folder.File("memory"), _ => throw new IOException("no room"), Cancellation)
        );
        Assert.Equal("running", await StatusAsync(machine));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_new_state_takes_the_place_of_the_last_and_of_what_a_killed_build_left()
    {
        var (spec, first) = await SaveAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.File("warm"), "debian-13-booted-old.memory.partial"), "half", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder.File("warm"), "debian-12-booted-old.memory"), "another's", Cancellation);
        await using var machine = await RestoreAsync(spec, first);
        var second = await Store.SaveAsync(machine, first with { Key = "another" }, Cancellation);
        Assert.Equal(
            ["debian-12-booted-old.memory", .. new[] { "json", "memory", "qcow2" }.Select(x => $"debian-13-booted-another.{x}")],
            Directory.EnumerateFiles(_folder.File("warm")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(second, Assert.Single(Store.List()) with { Inputs = second.Inputs });
    }

    private async Task<(MachineSpec Spec, SavedState State)> SaveAsync()
    {
        var disk = await DiskAsync();
        var overlay = await disk.CreateOverlayAsync(_folder.File("overlay.qcow2"), Cancellation);
        var spec = Spec(overlay);
        await using var machine = await _folder.StartAsync(spec);
        await WaitForGuestAsync(machine);
        var key = new InputKey(new Dictionary<string, string> { ["test"] = "yes" });
        var state = await Store.SaveAsync(
            machine,
            new SavedState
            {
                Distro = "debian-13",
                Point = StatePoint.Booted,
                Key = key.Value,
                Inputs = key.Inputs,
                HostKey = "ssh-ed25519 AAAA",
                Network = string.Empty,
                Saved = TimeProvider.System.GetUtcNow(),
                Seconds = 1,
            },
            Cancellation
        );
        Assert.Equal("running", await StatusAsync(machine));
        return (spec, state);
    }

    private async Task<Machine> RestoreAsync(MachineSpec spec, SavedState state)
    {
        await Store.CopyDiskAsync(state, _folder.File("copy.qcow2"), Cancellation);
        return await _folder.StartAsync(
            spec with
            {
                Disks = [new DiskDrive(_folder.File("copy.qcow2"))],
                Memory = Store.MemoryOf(state),
                Generation = Guid.NewGuid(),
            }
        );
    }

    private async Task<DiskImage> DiskAsync()
    {
        var raw = _folder.File("raw");
        await File.WriteAllBytesAsync(raw, [.. BootSector.Idle, .. new byte[1 << 20]], Cancellation);
        return await new DiskImage(raw).CreateOverlayAsync(_folder.File("disk.qcow2"), "raw", bytes: null, Cancellation);
    }

    private MachineSpec Spec(DiskImage disk) => _folder.Spec with { Disks = [new DiskDrive(disk.Path)], Generation = Guid.NewGuid() };

    private static async Task WaitForGuestAsync(Machine machine)
    {
        while (!(await PeekAsync(machine)).Contains(Shown, StringComparison.Ordinal))
        {
            await Task.Delay(100, Cancellation);
        }
    }

    private static async Task<string> PeekAsync(Machine machine) =>
        (await machine.ExecuteAsync("human-monitor-command", new() { ["command-line"] = Peek }, Cancellation)).GetString()!;

    private static async Task<string> StatusAsync(Machine machine) =>
        (await machine.ExecuteAsync("query-status", null, Cancellation)).GetProperty("status").GetString()!;

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);
}
