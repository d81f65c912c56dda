using MailFactory.Testing.Amounts;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Runs the distro's installer, watches it to its end, and proves that the disk boots alone.</summary>
/// <param name="frame">The run.</param>
/// <param name="rules">How to read installers' consoles.</param>
/// <param name="events">Where installers report to.</param>
/// <param name="leases">Who answers for machines.</param>
internal sealed class InstallStage(RunFrame frame, ConsoleRules rules, InstallEventListener events, LeaseRegistry leases)
    : StageWork<PreparedInstall>
{
    private const int SshPort = 22;

    public override Stage Stage => Stage.Install;

    public override IReadOnlyList<string> FilesOf(Distro distro, StageProduct product) =>
        frame.FilesIn(
            frame.Options.Layout.Machine(distro.Id),
            [
                "serial.log",
                "installer.log",
                PreparedMachine.EventsFile,
                "boot-proof.serial.log",
                InstallScreens.Pattern,
                "install-failed.png",
                .. MachineEvidence.Files("install"),
                InstallRecord.FileName,
            ]
        );

    protected override StageOutcome? Earlier(StageProduct product) =>
        product switch
        {
            ArchivedDisk { Manifest: var archive } => StageOutcome.Reused(
                $"installed {archive.Installed:yyyy-MM-dd HH:mm} UTC under {archive.Accelerator}, archived as {archive.DiskFile}"
            ),
            InstalledDisk { Record: var earlier } => StageOutcome.Reused(
                $"{earlier.OsName} was installed {earlier.Ended:yyyy-MM-dd HH:mm} UTC under {earlier.Accelerator} by a build "
                    + "that ended before it could archive it"
            ),
            _ => null,
        };

    protected override async Task<StageOutcome> RunAsync(Distro distro, PreparedInstall from, CancellationToken cancellationToken)
    {
        var machine = from.Machine;
        var progress = frame.Progress(distro, Stage);
        if (machine.CdRoms.Any(disc => disc.Path == from.Medium.FilePath))
        {
            progress.Report("hashing the disc once more");
            if (await MediaStore.ProveAsync(from.Medium, cancellationToken).ConfigureAwait(false) is { } swapped)
            {
                return StageOutcome.Failed(swapped.FailureClass, swapped.Reason);
            }
        }

        var outcome = await InstallAsync(distro, machine, progress, cancellationToken).ConfigureAwait(false);
        if (outcome.Failure is not null)
        {
            return await InstallFailure.ToOutcomeAsync(outcome, machine, frame, cancellationToken).ConfigureAwait(false);
        }

        progress.Report("booting the installed disk alone", 100);
        var proof = await ProveAsync(distro, machine, cancellationToken).ConfigureAwait(false);
        var record = new InstallRecord
        {
            Key = from.Key.Value,
            Ended = frame.Time.GetUtcNow(),
            Seconds = Math.Round(outcome.Elapsed.TotalSeconds, 1),
            PhaseSeconds = outcome
                .Phases.GroupBy(phase => phase.Phase)
                .ToDictionary(phases => phases.Key, phases => Math.Round(phases.Sum(phase => phase.Duration.TotalSeconds), 1)),
            BootSeconds = Math.Round(proof.BootTime.TotalSeconds, 1),
            Accelerator = frame.Accelerator.Chosen.Accelerator.ToString(),
            OsName = proof.OsName,
            Packages = proof.Packages,
            HostKey = proof.HostKey,
            AnswerFiles = machine.AnswerFiles,
        };
        await record.WriteAsync(machine.Folder, cancellationToken).ConfigureAwait(false);
        return Passed(outcome, proof) with { Product = new InstalledDisk(from, record) };
    }

    private async Task<InstallOutcome> InstallAsync(
        Distro distro,
        PreparedMachine prepared,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var outcome = await WatchAsync(distro, prepared, progress, cancellationToken).ConfigureAwait(false);
            if (!InstallFailure.IsWorthAnotherStart(outcome))
            {
                return outcome;
            }

            frame.Say(distro, $"{outcome.Failure!.Cause}; nothing was installed yet, so the installer is started once more");
            return await WatchAsync(distro, prepared, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await events.CloseAsync(prepared.EventsPath).ConfigureAwait(false);
        }
    }

    private async Task<InstallOutcome> WatchAsync(
        Distro distro,
        PreparedMachine prepared,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var wanted = await SpecAsync(
                distro,
                new ProcessName(Stage, distro.Id).ToString(),
                prepared.DiskPath,
                prepared.SerialPath,
                cancellationToken
            )
            .ConfigureAwait(false);
        var reach = await GuestReaches
            .OfAsync(frame.Options.Mirror, [events.PortOf(prepared.EventsPath), frame.GuestCache?.Port], cancellationToken)
            .ConfigureAwait(false);
        var machine = await Machine
            .StartAsync(wanted.ForInstaller(prepared) with { Reach = reach }, leases, frame.Time, cancellationToken)
            .ConfigureAwait(false);
        var screens = new InstallScreens(machine, prepared.Folder);
        var live = LiveScreen.Start(machine, frame.Time);
        await using (machine.ConfigureAwait(false))
        await using (live.ConfigureAwait(false))
        await using (screens.ConfigureAwait(false))
        {
            var timeouts = new InstallTimeouts().ScaledBy(frame.TimeoutScale);
            var monitor = new InstallMonitor(rules.Of(distro), timeouts, frame.Time) { MoreLogs = [prepared.EventsPath] };
            try
            {
                return await monitor
                    .WatchAsync(machine, prepared.Nonce, prepared.Folder, new SynchronousProgress<InstallProgress>(Show), cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                await MachineEvidence.WriteAsync(machine, prepared.Folder, "install").ConfigureAwait(false);
            }
        }

        void Show(InstallProgress now)
        {
            screens.Enter(now.Phase);
            progress.Report(
                now.PhasePercent is { } percent ? $"{now.Phase} {percent}%" : now.Phase,
                now.OverallPercent,
                now.Remaining,
                now.Note
            );
            if (now.Warning is { } warning)
            {
                frame.Say(distro, warning);
            }
        }
    }

    private async Task<BootProofResult> ProveAsync(Distro distro, PreparedMachine prepared, CancellationToken cancellationToken)
    {
        var overlay = Path.Combine(prepared.Folder, "boot-proof.qcow2");
        await new DiskImage(prepared.DiskPath).CreateOverlayAsync(overlay, cancellationToken).ConfigureAwait(false);
        try
        {
            var forwards = HostPorts.Forward(SshPort);
            var serial = Path.Combine(prepared.Folder, "boot-proof.serial.log");
            var spec = await SpecAsync(distro, $"vm_boot_{distro.Id}", overlay, serial, cancellationToken).ConfigureAwait(false) with
            {
                Forwards = forwards,
            };
            var access = new SshAccess
            {
                Port = forwards[0].HostPort,
                User = MachineUser.Name,
                PrivateKeyPath = prepared.SshKeyPath,
            };
            return await BootProof
                .RunAsync(distro, spec, access, frame.Scaled(StageRow.Boot), leases, frame.Time, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(overlay);
        }
    }

    private Task<MachineSpec> SpecAsync(Distro distro, string name, string disk, string serial, CancellationToken cancellationToken) =>
        MachineSpecs.CreateAsync(frame, distro, name, disk, serial, cancellationToken);

    private static StageOutcome Passed(InstallOutcome outcome, BootProofResult proof) =>
        StageOutcome.Passed(
            $"{proof.OsName} installed in {Spans.TenthsOfMinutes(outcome.Elapsed)}; the disk alone boots to SSH in "
                + $"{Spans.Seconds(proof.BootTime)}"
        ) with
        {
            Evidence =
            [
                "this run's nonce came over the serial console",
                "QMP reported SHUTDOWN with reason guest-shutdown",
                "SSH accepted this run's key, and the machine printed the server's host key on its console",
                $"/etc/os-release says {proof.OsName}",
            ],
            Phases = outcome.StagePhases(),
        };
}
