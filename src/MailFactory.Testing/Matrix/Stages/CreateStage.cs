using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Creates what a machine needs to run its installer, unless an archive of the same inputs makes that needless.</summary>
/// <param name="frame">The run.</param>
/// <param name="catalog">The distros and their families.</param>
/// <param name="archives">Disks that were installed before.</param>
/// <param name="folders">Makes machines' folders.</param>
/// <param name="qemuVersion">The version of QEMU that machines will run in.</param>
internal sealed class CreateStage(RunFrame frame, DistroCatalog catalog, ArchiveStore archives, MachineFolder folders, string qemuVersion)
    : StageWork
{
    public override Stage Stage => Stage.Create;

    public override IReadOnlyList<string> FilesOf(DistroRun run) =>
        run.MachineIfAny is { } machine ? frame.FilesIn(machine.Folder, machine.AnswerFiles.Keys) : [];

    public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
    {
        var progress = frame.Progress(run, Stage);
        progress.Report("looking for an archive of the same inputs");
        run.Key = await InstallKey
            .OfAsync(run.Distro, catalog.FamilyOf(run.Distro), run.Medium, frame.Options, qemuVersion, cancellationToken)
            .ConfigureAwait(false);
        var lookup = frame.Options.Fresh
            ? new ArchiveLookup(null, "a fresh install was asked for")
            : await archives.FindAsync(run.Distro.Id, run.Key, cancellationToken).ConfigureAwait(false);
        if (lookup.Manifest is { } archive)
        {
            run.Archive = archive;
            frame.Say(run, $"straight to the test: {lookup.Reason}");
            return StageOutcome.Reused(lookup.Reason);
        }

        if (await InstalledBeforeAsync(run, cancellationToken).ConfigureAwait(false) is { } installed)
        {
            return installed;
        }

        if (await MissingCpuAsync(run, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return StageOutcome.Failed(FailureClass.Infrastructure, missing);
        }

        var machine = await folders.CreateAsync(run, progress, cancellationToken).ConfigureAwait(false);
        if (!machine.IsSuccess)
        {
            return StageOutcome.Failed(machine.Failure.FailureClass, machine.Failure.Reason);
        }

        run.Machine = machine.Value;
        foreach (var note in machine.Value.Notes)
        {
            frame.Say(run, note);
        }

        return StageOutcome.Passed($"{MachineSize.Of(run.Distro, frame.Options)}; {lookup.Reason}") with
        {
            Evidence = machine.Value.Notes,
        };
    }

    // A build that was killed between install and archive leaves a machine that has been proven already.
    private async Task<StageOutcome?> InstalledBeforeAsync(DistroRun run, CancellationToken cancellationToken)
    {
        var machine = new PreparedMachine
        {
            Folder = frame.Options.Layout.Machine(run.Distro.Id),
            Boot = null,
            Nonce = string.Empty,
        };
        var record = frame.Options.Fresh ? null : InstallRecord.Read(machine.Folder);
        var isIntact =
            record?.Key == run.Key.Value
            && File.Exists(machine.SshKeyPath)
            && File.Exists(machine.DiskPath)
            && await new DiskImage(machine.DiskPath).CheckAsync(cancellationToken).ConfigureAwait(false) is null;
        if (!isIntact)
        {
            return null;
        }

        run.Machine = machine with { AnswerFiles = record!.AnswerFiles };
        run.Install = record;
        frame.Say(run, "straight to the archive: an earlier build installed it from the same inputs and was ended before it archived it");
        return StageOutcome.Reused("the machine that an earlier build installed from the same inputs is there and intact");
    }

    // Under TCG -cpu max has level 2 and more in every QEMU we support; under KVM the machine has the host's processor.
    private async Task<string?> MissingCpuAsync(DistroRun run, CancellationToken cancellationToken)
    {
        if (frame.Accelerator.Chosen.Accelerator.Kind != AcceleratorKind.Kvm || run.Distro.CpuLevel == 1)
        {
            return null;
        }

        var level = CpuLevel.Of(await File.ReadAllTextAsync("/proc/cpuinfo", cancellationToken).ConfigureAwait(false));
        return level < run.Distro.CpuLevel
            ? $"{run.Distro.Name} needs a processor of level x86-64-v{run.Distro.CpuLevel}, the host's is x86-64-v{level}; "
                + "--accelerator tcg has it, slowly"
            : null;
    }
}
