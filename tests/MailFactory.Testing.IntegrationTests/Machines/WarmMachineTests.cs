using System.Globalization;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.IntegrationTests.Releases;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Machines;

/// <summary>A real system continues from its saved state, twice. Runs only when asked for: it boots under emulation first.</summary>
[Trait(Suites.Name, Suites.Machines)]
public sealed class WarmMachineTests : IDisposable
{
    private const string Name = "localhost";
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private readonly MachineFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StateStore Store => new(_folder.File("warm"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task Two_lives_of_one_state_have_one_host_key_the_time_of_now_and_random_numbers_of_their_own()
    {
        var system = await SmallDebian.GetAsync(Cancellation);
        var overlay = await new DiskImage(system.Disk).CreateOverlayAsync(_folder.File("overlay.qcow2"), Cancellation);
        var (state, boot) = await SaveAsync(system, overlay.Path);

        // Long enough for a clock that was not set to be seen.
        await Task.Delay(TimeSpan.FromSeconds(10), Cancellation);
        var (first, second) = (await LiveAsync(system, state, boot), await LiveAsync(system, state, boot));
        Assert.NotEqual(first, second);
    }

    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task A_guest_that_is_not_as_it_was_is_in_doubt()
    {
        var system = await SmallDebian.GetAsync(Cancellation);
        var overlay = await new DiskImage(system.Disk).CreateOverlayAsync(_folder.File("overlay.qcow2"), Cancellation);
        var (state, _) = await SaveAsync(system, overlay.Path);
        await using (var guest = await RestoreAsync(system, state))
        {
            var doubt = await GuestRenewal.RunAsync(
                guest.Guest,
                state.Network.Replace("10.0.2.15", "10.0.2.16", StringComparison.Ordinal),
                Name,
                TimeSpan.FromSeconds(20),
                TimeProvider.System,
                Cancellation
            );
            Assert.StartsWith("its network has changed: ", doubt, StringComparison.Ordinal);
        }

        var error = await Assert.ThrowsAsync<GuestException>(() => RestoreAsync(system, state with { HostKey = "ssh-ed25519 AAAA" }));
        Assert.Contains("is not the machine: its host key is", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _folder.Leases.ListAsync(Cancellation));
    }

    // What makes random numbers of a life different from another's is what is tested: the same state, the same question.
    private async Task<string> LiveAsync(SmallDebian system, SavedState state, string boot)
    {
        await using var guest = await RestoreAsync(system, state);
        Assert.Equal(state.HostKey, guest.Guest.HostKey);
        Assert.Null(await GuestRenewal.RunAsync(guest.Guest, state.Network, Name, _limit, TimeProvider.System, Cancellation));
        Assert.Equal(boot, await AskAsync(guest.Guest, "cat /proc/sys/kernel/random/boot_id"));
        var before = TimeProvider.System.GetUtcNow();
        var shown = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await AskAsync(guest.Guest, "date +%s"), CultureInfo.InvariantCulture));
        Assert.InRange(shown, before.AddSeconds(-2), TimeProvider.System.GetUtcNow().AddSeconds(2));
        await AskAsync(guest.Guest, "echo written >/root/life && sync && cat /root/life");
        return await AskAsync(guest.Guest, "od -An -N16 -tx1 /dev/urandom");
    }

    private async Task<(SavedState State, string Boot)> SaveAsync(SmallDebian system, string overlay)
    {
        var (spec, access) = Machine(system, overlay);
        await using var booted = await StartAsync(spec, access);
        var key = new InputKey(new Dictionary<string, string> { ["test"] = "yes" });
        var state = await Store.SaveAsync(
            booted.Machine,
            new SavedState
            {
                Distro = "debian-13",
                Point = StatePoint.Booted,
                Key = key.Value,
                Inputs = key.Inputs,
                HostKey = booted.Guest.HostKey,
                Network = await GuestNetwork.AskAsync(booted.Guest, Name, _limit, Cancellation),
                Saved = TimeProvider.System.GetUtcNow(),
                Seconds = booted.BootTime.TotalSeconds,
            },
            Cancellation
        );
        // The machine goes on, and its connection with it.
        return (state, await AskAsync(booted.Guest, "cat /proc/sys/kernel/random/boot_id"));
    }

    private async Task<BootedGuest> RestoreAsync(SmallDebian system, SavedState state)
    {
        await Store.CopyDiskAsync(state, _folder.File("copy.qcow2"), Cancellation);
        var (spec, access) = Machine(system, _folder.File("copy.qcow2"));
        return await StartAsync(spec with { Memory = Store.MemoryOf(state) }, access with { HostKey = state.HostKey });
    }

    private Task<BootedGuest> StartAsync(MachineSpec spec, SshAccess access) =>
        BootedGuest.StartAsync(spec, access, TimeSpan.FromMinutes(10), _folder.Leases, TimeProvider.System, picture: null, Cancellation);

    private (MachineSpec Spec, SshAccess Access) Machine(SmallDebian system, string disk)
    {
        var port = HostPorts.Forward(22)[0].HostPort;
        return (
            system.Machine("warm", disk, _folder.Path, port) with
            {
                Generation = Guid.NewGuid(),
            },
            new SshAccess
            {
                Port = port,
                User = SmallDebian.User,
                PrivateKeyPath = system.Key,
            }
        );
    }

    private static async Task<string> AskAsync(SshGuest guest, string command) =>
        (await guest.RunAsync(command, standardInput: null, _limit, Cancellation)).EnsureSuccess().Output.Trim();
}
