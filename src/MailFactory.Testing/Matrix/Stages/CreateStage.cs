using MailFactory.Testing.Archives;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Creates what a machine needs to run its installer, unless an archive of the same inputs makes that needless.</summary>
/// <param name="services">The parts of the run.</param>
internal sealed class CreateStage(RunServices services) : StageWork
{
    public override Stage Stage => Stage.Create;

    public override IReadOnlyList<string> FilesOf(DistroRun run) =>
        run.Machine is { } machine ? services.FilesIn(machine.Folder, machine.AnswerFiles.Keys) : [];

    public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
    {
        var progress = services.Progress(run, Stage);
        progress.Report("looking for an archive of the same inputs");
        run.Key = await InstallKey
            .OfAsync(
                run.Distro,
                services.Catalog.FamilyOf(run.Distro),
                run.Medium!,
                services.Options,
                services.QemuVersion,
                cancellationToken
            )
            .ConfigureAwait(false);
        var lookup = services.Options.Fresh
            ? new ArchiveLookup(null, "a fresh install was asked for")
            : await services.Archives.FindAsync(run.Distro.Id, run.Key, cancellationToken).ConfigureAwait(false);
        if (lookup.Manifest is { } archive)
        {
            run.Archive = archive;
            services.Say(run, $"straight to the test: {lookup.Reason}");
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

        var machine = await new MachineFolder(services).CreateAsync(run, progress, cancellationToken).ConfigureAwait(false);
        if (!machine.IsSuccess)
        {
            return StageOutcome.Failed(machine.Failure.FailureClass, machine.Failure.Reason);
        }

        run.Machine = machine.Value;
        foreach (var note in machine.Value.Notes)
        {
            services.Say(run, note);
        }

        return StageOutcome.Passed($"{MachineSize.Of(run.Distro, services.Options)}; {lookup.Reason}") with
        {
            Evidence = machine.Value.Notes,
        };
    }

    // A build that was killed between install and archive leaves a machine that has been proven already.
    private async Task<StageOutcome?> InstalledBeforeAsync(DistroRun run, CancellationToken cancellationToken)
    {
        var machine = new PreparedMachine
        {
            Folder = services.Options.Layout.Machine(run.Distro.Id),
            Boot = null,
            Nonce = string.Empty,
        };
        var record = services.Options.Fresh ? null : InstallRecord.Read(machine.Folder);
        var isIntact =
            record?.Key == run.Key!.Value
            && File.Exists(machine.SshKeyPath)
            && File.Exists(machine.DiskPath)
            && await new DiskImage(machine.DiskPath).CheckAsync(cancellationToken).ConfigureAwait(false) is null;
        if (!isIntact)
        {
            return null;
        }

        run.Machine = machine with { AnswerFiles = record!.AnswerFiles };
        run.Install = record;
        services.Say(
            run,
            "straight to the archive: an earlier build installed it from the same inputs and was ended before it archived it"
        );
        return StageOutcome.Reused("the machine that an earlier build installed from the same inputs is there and intact");
    }

    // Under TCG -cpu max has level 2 and more in every QEMU we support; under KVM the machine has the host's processor.
    private async Task<string?> MissingCpuAsync(DistroRun run, CancellationToken cancellationToken)
    {
        if (services.Accelerator.Chosen.Accelerator.Kind != AcceleratorKind.Kvm || run.Distro.CpuLevel == 1)
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
