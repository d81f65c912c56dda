using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>The running machine that the mail server is provisioned on and tested in.</summary>
internal sealed class MailMachine : IAsyncDisposable
{
    /// <summary>What the machine is used for, in the names of its evidence.</summary>
    public const string Use = "mail-test";

    /// <summary>The name of its console's log in the distro's folder.</summary>
    public const string SerialFile = $"{Use}.serial.log";

    /// <summary>The name of the picture of a screen on which nobody could log in, in the distro's folder.</summary>
    public const string PictureFile = $"{Use}-failed.png";

    private const int SshPort = 22;
    private const string KeptSnapshot = "kept";
    private static readonly TimeSpan _reset = TimeSpan.FromSeconds(10);
    private readonly RunFrame _frame;
    private readonly QemuHost _qemu;
    private readonly TestDisk _disk;
    private readonly BootedGuest _booted;
    private WarmStart? _warm;
    private long _began;

    private MailMachine(
        RunFrame frame,
        QemuHost qemu,
        TestDisk disk,
        BootedGuest booted,
        SshAccess access,
        IReadOnlyDictionary<MailService, int> ports
    )
    {
        _frame = frame;
        _qemu = qemu;
        _disk = disk;
        _booted = booted;
        Machine = booted.Machine;
        Access = access;
        Ports = ports;
        Guest = booted.Guest;
    }

    /// <summary>The QEMU machine.</summary>
    public Machine Machine { get; private set; }

    /// <summary>The port on 127.0.0.1 for each mail service.</summary>
    public IReadOnlyDictionary<MailService, int> Ports { get; }

    /// <summary>How it is reached over SSH.</summary>
    public SshAccess Access { get; private set; }

    /// <summary>
    /// The guest's ports that were open to the outside before a mail server was put on it, when its disk came from elsewhere.
    /// </summary>
    public IReadOnlyList<int> OwnPorts { get; set; } = [];

    /// <summary>The newest connection.</summary>
    public SshGuest Guest { get; private set; }

    /// <summary>The state that the machine continued from; null when it booted from power-on.</summary>
    public SavedState? Restored { get; private init; }

    /// <summary>How the machine started, for its report; nothing where it booted as always.</summary>
    public IReadOnlyList<string> StartFacts =>
        Restored is { } state
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it continued from {state}: {Spans.TenthsOfSeconds(_booted.BootTime)} in place of {state.Seconds:0} s"
                ),
            ]
            : [];

    /// <summary>
    /// Starts the machine on an overlay of the disk and waits for SSH; it continues from a saved state when there is one that fits.
    /// </summary>
    /// <param name="frame">The run.</param>
    /// <param name="qemu">What it takes to start a machine.</param>
    /// <param name="distro">The distro.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="overlay">The overlay's path.</param>
    /// <param name="server">The digest of what makes the mail server; null when a machine with it is not to be saved.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<MailMachine> StartAsync(
        RunFrame frame,
        QemuHost qemu,
        Distro distro,
        TestDisk disk,
        string overlay,
        string? server,
        CancellationToken cancellationToken
    )
    {
        var began = frame.Time.GetTimestamp();
        var mail = Wanted(frame).GuestPorts.OrderBy(pair => pair.Key).ToList();
        var forwards = HostPorts.Forward([SshPort, .. mail.Select(service => service.Value)]);
        var spec = await SpecAsync(frame, distro, disk, overlay, forwards, cancellationToken).ConfigureAwait(false);
        var access = new SshAccess
        {
            Port = forwards[0].HostPort,
            User = disk.User,
            PrivateKeyPath = disk.SshKeyPath,
            HostKey = disk.HostKey,
            IsKeyNew = disk.SeedPath is not null,
        };
        var ports = mail.Zip(forwards.Skip(1)).ToDictionary(pair => pair.First.Key, pair => pair.Second.HostPort);
        var warm = await WarmStart.OfAsync(frame, qemu, distro, disk, spec, server, cancellationToken).ConfigureAwait(false);
        if (warm is not null && await warm.TryAsync(spec, access, cancellationToken).ConfigureAwait(false) is { } restored)
        {
            return new MailMachine(frame, qemu, disk, restored.Guest, access with { HostKey = restored.State.HostKey }, ports)
            {
                Restored = restored.State,
                _warm = warm,
                _began = began,
            };
        }

        await disk.CreateOverlayAsync(overlay, cancellationToken).ConfigureAwait(false);
        var booted = await BootedGuest
            .StartAsync(
                spec,
                access,
                frame.Scaled(StageRow.Boot),
                qemu.Leases,
                frame.Time,
                Path.Combine(frame.Options.Layout.Machine(distro.Id), PictureFile),
                cancellationToken
            )
            .ConfigureAwait(false);
        var machine = new MailMachine(frame, qemu, disk, booted, access, ports) { _warm = warm, _began = began };
        try
        {
            await machine.SaveAsync(server: null, cancellationToken).ConfigureAwait(false);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Saves the machine for later runs with the mail server that was set up on it, or without one.</summary>
    public Task SaveAsync(SavedServer? server, CancellationToken cancellationToken) =>
        _warm is null
            ? Task.CompletedTask
            : DoAsync(
                async token =>
                {
                    await _warm.SaveAsync(Machine, Guest, _frame.Time.GetElapsedTime(_began), server, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            );

    /// <summary>
    /// Proves that whoever answers over SSH is the machine, by its console, and holds later connections to that; throws
    /// <see cref="GuestException"/> when it is not.
    /// </summary>
    public async Task ProveHostKeyAsync(CancellationToken cancellationToken)
    {
        await HostKeyProof
            .RunAsync(Guest, Machine.Spec.Serial, _frame.Scaled(StageRow.Boot), _frame.Time, cancellationToken)
            .ConfigureAwait(false);
        Access = Access with { HostKey = Guest.HostKey, IsKeyNew = false };
    }

    /// <summary>
    /// Does work with the guest as long as the machine is well; throws <see cref="MachineFailedException"/> when it fails.
    /// </summary>
    public Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _booted.DoAsync(work, cancellationToken);

    /// <summary>Reboots the guest, waits until it runs another boot than before, and returns the new connection.</summary>
    public async Task<IGuestCommands> RebootAsync(CancellationToken cancellationToken)
    {
        var limit = _frame.Scaled(StageRow.Boot);
        var before = await BootIdAsync(Guest, cancellationToken).ConfigureAwait(false);
        try
        {
            await Guest.RunAsync("systemctl reboot --no-block", standardInput: null, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (GuestException)
        {
            // Debian 14 ends the session before the command has; another boot is the proof that it was heard.
        }

        await Guest.DisposeAsync().ConfigureAwait(false);
        await Wait.UntilAsync(
                "the guest is up again after a reboot",
                IsRebootedAsync,
                limit,
                TimeSpan.FromSeconds(2),
                _frame.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        return Guest;

        async Task<bool> IsRebootedAsync(CancellationToken token)
        {
            SshGuest? candidate = null;
            try
            {
                candidate = await SshGuest.ConnectAsync(Access, limit, _frame.Time, token).ConfigureAwait(false);
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
    /// Cuts the guest's power and switches it on again: a reset, of which the guest is not told. Whoever answers after that runs another
    /// boot. Returns the new connection.
    /// </summary>
    public async Task<IGuestCommands> CutPowerAsync(CancellationToken cancellationToken)
    {
        await Machine.ResetAsync(_frame.Scaled(_reset), cancellationToken).ConfigureAwait(false);
        await Guest.DisposeAsync().ConfigureAwait(false);
        Guest = await SshGuest.ConnectAsync(Access, _frame.Scaled(StageRow.Boot), _frame.Time, cancellationToken).ConfigureAwait(false);
        return Guest;
    }

    /// <summary>
    /// Lets the machine run on, with its disk and console moved out of the way of the next run. Nobody stands at the gate of its way
    /// out any more, so it continues from a snapshot of its memory without one. Returns how to get in; null when a machine of the distro
    /// is kept already.
    /// </summary>
    public async Task<KeptMachine?> KeepAsync(string distro, CancellationToken cancellationToken)
    {
        var machines = new KeptMachines(_frame.Options.Layout);
        if (machines.Read(distro) is { Process.IsRunning: true })
        {
            return null;
        }

        await Guest.DisposeAsync().ConfigureAwait(false);
        await Machine.SaveSnapshotAsync(KeptSnapshot, cancellationToken).ConfigureAwait(false);
        await MachineEvidence.WriteAsync(Machine, Path.GetDirectoryName(Machine.Spec.Serial.Path)!, Use).ConfigureAwait(false);
        await Machine.DisposeAsync().ConfigureAwait(false);
        FolderMarker.Make(Path.GetDirectoryName(machines.DiskOf(distro))!);
        File.Move(Machine.Spec.Disks[0].Path, machines.DiskOf(distro), overwrite: true);
        Machine = await Machine
            .StartAsync(Kept(Machine.Spec, machines, distro), _qemu.Leases, _frame.Time, cancellationToken)
            .ConfigureAwait(false);
        return await machines
            .KeepAsync(
                Machine,
                new KeptLogin(distro, _disk.Name, Access) { Slowness = _frame.Accelerator.TimeoutScale },
                Ports,
                _frame.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
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

    private static async Task<MachineSpec> SpecAsync(
        RunFrame frame,
        Distro distro,
        TestDisk disk,
        string overlay,
        IReadOnlyList<PortForward> forwards,
        CancellationToken cancellationToken
    )
    {
        var spec = await MachineSpecs
            .CreateAsync(
                frame with
                {
                    Options = frame.Options with { Firmware = disk.Firmware },
                },
                distro,
                new ProcessName(Stage.MailTest, distro.Id).ToString(),
                overlay,
                Path.Combine(frame.Options.Layout.Machine(distro.Id), SerialFile),
                cancellationToken
            )
            .ConfigureAwait(false) with
        {
            Seed = disk.SeedPath is { } seed ? new SeedDrive(seed) : null,
            Forwards = forwards,
            Generation = Guid.NewGuid(),
            EndsOnReboot = false,
            Reach = await GuestReaches.OfAsync(frame.Options.Mirror, [frame.GuestCache?.Port], cancellationToken).ConfigureAwait(false),
        };
        return disk.PackageDisc is { } disc ? spec.With(disc) : spec;
    }

    private static MachineSpec Kept(MachineSpec spec, KeptMachines machines, string distro) =>
        spec with
        {
            Disks = [new DiskDrive(machines.DiskOf(distro))],
            Serial = new SerialPort(machines.SerialOf(distro)),
            Snapshot = KeptSnapshot,
            Memory = null,
            Reach = null,
        };

    /// <summary>The kind of mail server that the run's provisioner makes.</summary>
    public static ServerProfile Profile(RunOptions options) => options.UsesMailFactory ? ServerProfile.MailFactory : ServerProfile.Packages;

    // What is asked for gets its port; whether the distro offers it is found out later.
    private static ServerProfile Wanted(RunFrame frame) => Profile(frame.Options).With(new MailParts { Present = frame.Options.Parts });

    private async Task<string> BootIdAsync(SshGuest guest, CancellationToken cancellationToken) =>
        (
            await guest
                .RunAsync(
                    "cat /proc/sys/kernel/random/boot_id",
                    standardInput: null,
                    _frame.Scaled(TimeSpan.FromSeconds(20)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
            .EnsureSuccess()
            .Output;
}
