using MailFactory.Testing.Archives;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Installs;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Pipeline.Keeping;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Pipeline;

/// <summary>The running machine that the mail server is provisioned on and tested in.</summary>
internal sealed class MailMachine : IAsyncDisposable
{
    /// <summary>What the machine is used for, in the names of its evidence.</summary>
    public const string Use = "mail-test";

    /// <summary>The name of its console's log in the distro's folder.</summary>
    public const string SerialFile = $"{Use}.serial.log";

    private const int SshPort = 22;
    private const string KeptSnapshot = "kept";
    private static readonly TimeSpan _bootTimeout = TimeSpan.FromMinutes(3);
    private readonly RunServices _services;

    private MailMachine(RunServices services, Machine machine, SshAccess access, IReadOnlyDictionary<MailService, int> ports, SshGuest guest)
    {
        _services = services;
        Machine = machine;
        Access = access;
        Ports = ports;
        Guest = guest;
    }

    /// <summary>The QEMU machine.</summary>
    public Machine Machine { get; private set; }

    /// <summary>The port on 127.0.0.1 for each mail service.</summary>
    public IReadOnlyDictionary<MailService, int> Ports { get; }

    /// <summary>How it is reached over SSH.</summary>
    public SshAccess Access { get; }

    /// <summary>The newest connection.</summary>
    public SshGuest Guest { get; private set; }

    /// <summary>Starts the machine on an overlay of the archived disk and waits for SSH.</summary>
    public static async Task<MailMachine> StartAsync(RunServices services, DistroRun run, string overlay, CancellationToken cancellationToken)
    {
        var archive = run.Archive!;
        await new DiskImage(services.Archives.PathOf(archive.DiskFile)).CreateOverlayAsync(overlay, cancellationToken).ConfigureAwait(false);
        var mail = Profile(services).GuestPorts.OrderBy(pair => pair.Key).ToList();
        var forwards = HostPorts.Forward([SshPort, .. mail.Select(service => service.Value)]);
        var serial = Path.Combine(services.Options.Layout.Machine(run.Distro.Id), SerialFile);
        var spec = await MachineSpecs.CreateAsync(services, run, new ProcessName(Stage.MailTest, run.Distro.Id).ToString(), overlay, serial, cancellationToken).ConfigureAwait(false) with
        {
            Forwards = forwards,
            EndsOnReboot = false,
            Reach = await GuestReaches.OfAsync(services.Options.Mirror, loopbackPort: null, cancellationToken).ConfigureAwait(false),
        };
        spec = PackageDisc.Of(run) is { } disc ? spec.With(disc) : spec;
        var access = new SshAccess { Port = forwards[0].HostPort, User = archive.User, PrivateKeyPath = services.Archives.PathOf(archive.SshKeyFile), HostKey = archive.SshHostKey };
        var machine = await Machine.StartAsync(spec, services.Leases, services.Time, cancellationToken).ConfigureAwait(false);
        try
        {
            var guest = await Guard(machine, services).DoAsync(
                token => SshGuest.ConnectAsync(access, services.Scaled(_bootTimeout), services.Time, token), cancellationToken).ConfigureAwait(false);
            return new MailMachine(services, machine, access, mail.Zip(forwards.Skip(1)).ToDictionary(pair => pair.First.Key, pair => pair.Second.HostPort), guest);
        }
        catch
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does work with the guest as long as the machine is well; throws <see cref="MachineFailedException"/> when it fails.</summary>
    public Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Guard(Machine, _services).DoAsync(work, cancellationToken);

    /// <summary>Reboots the guest, waits until it runs another boot than before, and returns the new connection.</summary>
    public async Task<IGuestCommands> RebootAsync(CancellationToken cancellationToken)
    {
        var limit = _services.Scaled(_bootTimeout);
        var before = await BootIdAsync(Guest, cancellationToken).ConfigureAwait(false);
        await Guest.RunAsync("systemctl reboot --no-block", standardInput: null, limit, cancellationToken).ConfigureAwait(false);
        await Guest.DisposeAsync().ConfigureAwait(false);
        await Wait.UntilAsync("the guest is up again after a reboot", IsRebootedAsync, limit, TimeSpan.FromSeconds(2), _services.Time, cancellationToken).ConfigureAwait(false);
        return Guest;

        async Task<bool> IsRebootedAsync(CancellationToken token)
        {
            SshGuest? candidate = null;
            try
            {
                candidate = await SshGuest.ConnectAsync(Access, limit, _services.Time, token).ConfigureAwait(false);
                if (await BootIdAsync(candidate, token).ConfigureAwait(false) != before)
                {
                    Guest = candidate;
                    return true;
                }
            }
            catch (GuestException)
            {
                // The old system is going down under this connection; the new one is asked next.
            }

            if (candidate is not null)
            {
                await candidate.DisposeAsync().ConfigureAwait(false);
            }

            return false;
        }
    }

    /// <summary>
    /// Lets the machine run on, with its disk and console moved out of the way of the next run. Nobody stands at the gate of its way
    /// out any more, so it goes on from a snapshot of its memory without one. Returns how to get in; null when a machine of the distro
    /// is kept already.
    /// </summary>
    public async Task<KeptMachine?> KeepAsync(ArchiveManifest archive, CancellationToken cancellationToken)
    {
        var machines = new KeptMachines(_services.Options.Layout);
        if (machines.Read(archive.Distro) is { Process.IsRunning: true })
        {
            return null;
        }

        await Guest.DisposeAsync().ConfigureAwait(false);
        await Machine.SaveSnapshotAsync(KeptSnapshot, cancellationToken).ConfigureAwait(false);
        await MachineEvidence.WriteAsync(Machine, Path.GetDirectoryName(Machine.Spec.Serial.Path)!, Use).ConfigureAwait(false);
        await Machine.DisposeAsync().ConfigureAwait(false);
        FolderMarker.Make(Path.GetDirectoryName(machines.DiskOf(archive.Distro))!);
        File.Move(Machine.Spec.Disks[0].Path, machines.DiskOf(archive.Distro), overwrite: true);
        Machine = await Machine.StartAsync(Kept(Machine.Spec, machines, archive.Distro), _services.Leases, _services.Time, cancellationToken).ConfigureAwait(false);
        return await machines.KeepAsync(Machine, archive, Access.Port, Ports, _services.Time, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync().ConfigureAwait(false);
        if (Machine.Spec.Snapshot is null)
        {
            await MachineEvidence.WriteAsync(Machine, Path.GetDirectoryName(Machine.Spec.Serial.Path)!, Use).ConfigureAwait(false);
        }

        await Machine.DisposeAsync().ConfigureAwait(false);
    }

    private static MachineSpec Kept(MachineSpec spec, KeptMachines machines, string distro) => spec with
    {
        Disks = [new DiskDrive(machines.DiskOf(distro))],
        Serial = new SerialPort(machines.SerialOf(distro)),
        Snapshot = KeptSnapshot,
        Reach = null,
    };

    /// <summary>The kind of mail server that the run's provisioner makes.</summary>
    public static ServerProfile Profile(RunServices services) => services.Options.UsesMailFactory ? ServerProfile.MailFactory : ServerProfile.Packages;

    private static MachineGuard Guard(Machine machine, RunServices services) =>
        new(machine, new InstallTimeouts().ScaledBy(services.Accelerator.TimeoutScale * services.Options.TimeoutScale), services.Time);

    private async Task<string> BootIdAsync(SshGuest guest, CancellationToken cancellationToken) =>
        (await guest.RunAsync("cat /proc/sys/kernel/random/boot_id", standardInput: null, _services.Scaled(TimeSpan.FromSeconds(20)), cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output;
}
