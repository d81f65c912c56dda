using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.IntegrationTests.Releases;

/// <summary>A real system is sanitised, flattened and booted as its next owner would. Runs only when asked for: minutes for each.</summary>
[Trait(Suites.Name, Suites.Machines)]
public sealed class SanitisedImageTests : IDisposable
{
    private readonly MachineFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ReleaseHost Host => new(_folder.Leases, TimeProvider.System, TimeoutScale: 6);

    public void Dispose() => _folder.Dispose();

    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task Nothing_of_the_run_is_left_and_only_a_seed_medium_opens_the_image()
    {
        var system = await SmallDebian.GetAsync(Cancellation);
        var worn = await new DiskImage(system.Disk).CreateFineOverlayAsync(_folder.File("worn.qcow2"), Cancellation);
        var (spec, access) = Machine(system, "sanitise", worn.Path);
        var before = await new ImageSanitiser(Host).SanitiseAsync(spec, access, Cancellation);
        var image = await worn.CompressAsync(_folder.File("image.qcow2"), Cancellation);

        Assert.Null((await image.InfoAsync(Cancellation)).BackingFile);
        var copy = await image.CreateOverlayAsync(_folder.File("copy.qcow2"), Cancellation);
        (spec, access) = Machine(system, "prove", copy.Path);
        var proof = await new ImageProver(Host).ProveAsync(spec, access, before, _folder.Path, Cancellation);
        Assert.Contains("the run's key is refused", proof.Statements);
        Assert.Contains("its machine-id is new", proof.Statements);

        var key = (await File.ReadAllTextAsync($"{system.Key}.pub", Cancellation)).Split(' ')[1];
        Assert.True(await HoldsAsync(system.Disk, key), "the search does not find the key where it is");
        Assert.False(await HoldsAsync(image.Path, key), "the key is still somewhere on the disk, in use or not");
    }

    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task An_image_that_was_not_sanitised_does_not_pass()
    {
        var system = await SmallDebian.GetAsync(Cancellation);
        var worn = await new DiskImage(system.Disk).CreateOverlayAsync(_folder.File("worn.qcow2"), Cancellation);
        var (spec, access) = Machine(system, "prove", worn.Path);
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            new ImageProver(Host).ProveAsync(spec, access, new ImageIdentity("none", []), _folder.Path, Cancellation)
        );
        Assert.Contains("refuses the key owner.id_ed25519", error.Message, StringComparison.Ordinal);
    }

    private (MachineSpec Spec, SshAccess Access) Machine(SmallDebian system, string name, string disk)
    {
        var port = HostPorts.Forward(22)[0].HostPort;
        return (
            system.Machine(name, disk, _folder.Path, port),
            new SshAccess
            {
                Port = port,
                User = SmallDebian.User,
                PrivateKeyPath = system.Key,
            }
        );
    }

    // Every byte of the disk as the guest would read it, free space included.
    private async Task<bool> HoldsAsync(string disk, string text)
    {
        var raw = _folder.File("disk.raw");
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("qemu-img", "convert", "-O", "raw", disk, raw) with
                {
                    Timeout = TimeSpan.FromMinutes(10),
                },
                Cancellation
            )
        ).EnsureSuccess();
        var found = await ToolRunner.RunAsync(
            ToolCommand.Create("grep", "-aqF", "-e", text, raw) with
            {
                Timeout = TimeSpan.FromMinutes(10),
            },
            Cancellation
        );
        File.Delete(raw);
        return found.ExitCode == 0;
    }
}
