using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands;

/// <summary>Starts machines on copies of archived disks and leaves them running.</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="console">Where it is told how to get in.</param>
public sealed class MachineStart(RunOptions options, TextWriter console)
{
    private const int SshPort = 22;

    private readonly KeptMachines _kept = new(options.Layout);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly LeaseRegistry _leases = new(options.Layout.Leases, TimeProvider.System);
    private AcceleratorReport? _accelerator;

    /// <summary>
    /// Starts a machine for each distro and waits until it answers over SSH; one that runs already stays as it is. Throws
    /// <see cref="RunOptionsException"/> when a distro has no archive.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var distros = RunOptionsCheck.Select(options);
        var archives = await ArchivesAsync(distros, cancellationToken).ConfigureAwait(false);
        await _leases.ReapAsync(cancellationToken).ConfigureAwait(false);
        var running = _kept.Running();
        foreach (var (distro, archive) in distros.Zip(archives))
        {
            var machine =
                running.FirstOrDefault(machine => machine.Distro == distro.Id)
                ?? await StartAsync(distro, archive, cancellationToken).ConfigureAwait(false);
            await console.WriteLineAsync($"{machine}").ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ArchiveManifest>> ArchivesAsync(IReadOnlyList<Distro> distros, CancellationToken cancellationToken)
    {
        var store = new ArchiveStore(options.Layout.Archive);
        var all = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var newest = distros
            .Select(distro =>
                all.Where(archive => archive.Distro == distro.Id && File.Exists(store.PathOf(archive.DiskFile)))
                    .MaxBy(archive => archive.Installed)
            )
            .ToList();
        var missing = distros.Where((_, index) => newest[index] is null).Select(distro => distro.Id).ToList();
        return missing.Count == 0
            ? newest.OfType<ArchiveManifest>().ToList()
            : throw new RunOptionsException(
                $"{string.Join(", ", missing)}: no archived disk in {options.Layout.Archive}; ./build.sh ArchiveVms --distro "
                    + $"{string.Join(' ', missing)} makes one"
            );
    }

    private async Task<KeptMachine> StartAsync(Distro distro, ArchiveManifest archive, CancellationToken cancellationToken)
    {
        var accelerator = _accelerator ??= await ProveAsync(cancellationToken).ConfigureAwait(false);
        var disk = await DiskAsync(distro, archive, cancellationToken).ConfigureAwait(false);
        var mail = Enum.GetValues<MailService>();
        var forwards = HostPorts.Forward([SshPort, .. mail.Select(service => (int)service)]);
        var spec = await SpecAsync(distro, archive, accelerator, disk, cancellationToken).ConfigureAwait(false) with
        {
            Forwards = forwards,
            EndsOnReboot = false,
        };
        var scale = accelerator.TimeoutScale * options.TimeoutScale;
        var access = new SshAccess
        {
            Port = forwards[0].HostPort,
            User = archive.User,
            PrivateKeyPath = new ArchiveStore(options.Layout.Archive).PathOf(archive.SshKeyFile),
            HostKey = archive.SshHostKey,
        };
        var booted = await BootedGuest
            .StartAsync(spec, access, StageRow.Boot * scale, _leases, _time, picture: null, cancellationToken)
            .ConfigureAwait(false);
        await using (booted.ConfigureAwait(false))
        {
            await booted.Guest.DisposeAsync().ConfigureAwait(false);
            var ports = mail.Zip(forwards.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second.HostPort);
            return await _kept
                .KeepAsync(
                    booted.Machine,
                    KeptLogin.Of(archive, access) with
                    {
                        Slowness = accelerator.TimeoutScale,
                    },
                    ports,
                    _time,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    // A disk that is there is used as it was left, as long as it is an overlay of the same archive.
    private async Task<string> DiskAsync(Distro distro, ArchiveManifest archive, CancellationToken cancellationToken)
    {
        var disk = _kept.DiskOf(distro.Id);
        var isLeft = File.Exists(disk) && _kept.Read(distro.Id)?.ArchiveFile == archive.DiskFile;
        if (isLeft && !options.Fresh)
        {
            await console
                .WriteLineAsync($"{distro.Id}: continues with the disk as it was left; --fresh starts from the archived one")
                .ConfigureAwait(false);
            return disk;
        }

        FolderMarker.Make(Path.GetDirectoryName(disk)!);
        File.Delete(disk);
        await new DiskImage(new ArchiveStore(options.Layout.Archive).PathOf(archive.DiskFile))
            .CreateOverlayAsync(disk, cancellationToken)
            .ConfigureAwait(false);
        return disk;
    }

    private async Task<MachineSpec> SpecAsync(
        Distro distro,
        ArchiveManifest archive,
        AcceleratorReport accelerator,
        string disk,
        CancellationToken cancellationToken
    )
    {
        var serial = _kept.SerialOf(distro.Id);
        var name = KeptMachines.NameOf(distro.Id);
        var firmware = await MachineSpecs
            .FirmwareAsync(FirmwareNames.In(archive.Inputs, options.Firmware), serial, cancellationToken)
            .ConfigureAwait(false);
        var log = Path.Combine(options.Layout.MachineLogs, $"{name}.log");
        return MachineSpecs.Of(MachineSize.Of(distro, options), accelerator.Chosen.Accelerator, name, disk, serial, log) with
        {
            Firmware = firmware,
        };
    }

    private async Task<AcceleratorReport> ProveAsync(CancellationToken cancellationToken)
    {
        var report = await SessionServices.ProveAsync(options, _time, cancellationToken).ConfigureAwait(false);
        foreach (var line in AcceleratorText.Lines(report))
        {
            await console.WriteLineAsync(line).ConfigureAwait(false);
        }

        return report;
    }
}
