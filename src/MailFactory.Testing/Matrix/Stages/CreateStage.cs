using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
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
    : StageWork<ProvenMedium>
{
    public override Stage Stage => Stage.Create;

    public override IReadOnlyList<string> FilesOf(Distro distro, StageProduct product)
    {
        var machine = product switch
        {
            PreparedInstall prepared => prepared.Machine,
            InstalledDisk installed => installed.Prepared.Machine,
            _ => null,
        };
        return machine is null ? [] : frame.FilesIn(machine.Folder, machine.AnswerFiles.Keys);
    }

    protected override async Task<StageOutcome> RunAsync(Distro distro, ProvenMedium from, CancellationToken cancellationToken)
    {
        var progress = frame.Progress(distro, Stage);
        progress.Report("looking for an archive of the same inputs");
        var key = await InstallKey
            .OfAsync(distro, catalog.FamilyOf(distro), from.Medium, frame.Options, qemuVersion, cancellationToken)
            .ConfigureAwait(false);
        var lookup = frame.Options.Fresh
            ? new ArchiveLookup(null, "a fresh install was asked for")
            : await archives.FindAsync(distro.Id, key, cancellationToken).ConfigureAwait(false);
        if (lookup.Manifest is { } archive)
        {
            frame.Say(distro, $"straight to the test: {lookup.Reason}");
            return StageOutcome.Reused(lookup.Reason) with { Product = new ArchivedDisk(from.Medium, archive) };
        }

        if (await InstalledBeforeAsync(distro, from.Medium, key, cancellationToken).ConfigureAwait(false) is { } installed)
        {
            return installed;
        }

        if (await MissingCpuAsync(distro, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return StageOutcome.Failed(FailureClass.Infrastructure, missing);
        }

        var machine = await folders.CreateAsync(distro, from.Medium, progress, cancellationToken).ConfigureAwait(false);
        if (!machine.IsSuccess)
        {
            return StageOutcome.Failed(machine.Failure.FailureClass, machine.Failure.Reason);
        }

        foreach (var note in machine.Value.Notes)
        {
            frame.Say(distro, note);
        }

        return StageOutcome.Passed($"{MachineSize.Of(distro, frame.Options)}; {lookup.Reason}") with
        {
            Product = new PreparedInstall(from.Medium, key, machine.Value),
            Evidence = machine.Value.Notes,
        };
    }

    // A build that was killed between install and archive leaves a machine that has been proven already.
    private async Task<StageOutcome?> InstalledBeforeAsync(Distro distro, Medium medium, InputKey key, CancellationToken cancellationToken)
    {
        var machine = new PreparedMachine
        {
            Folder = frame.Options.Layout.Machine(distro.Id),
            Boot = null,
            Nonce = string.Empty,
        };
        var record = frame.Options.Fresh ? null : InstallRecord.Read(machine.Folder);
        var isIntact =
            record?.Key == key.Value
            && File.Exists(machine.SshKeyPath)
            && File.Exists(machine.DiskPath)
            && await new DiskImage(machine.DiskPath).CheckAsync(cancellationToken).ConfigureAwait(false) is null;
        if (!isIntact)
        {
            return null;
        }

        frame.Say(
            distro,
            "straight to the archive: an earlier build installed it from the same inputs and was ended before it archived it"
        );
        return StageOutcome.Reused("the machine that an earlier build installed from the same inputs is there and intact") with
        {
            Product = new InstalledDisk(new PreparedInstall(medium, key, machine with { AnswerFiles = record!.AnswerFiles }), record),
        };
    }

    // Under TCG -cpu max has level 2 and more in every QEMU we support; under KVM the machine has the host's processor.
    private async Task<string?> MissingCpuAsync(Distro distro, CancellationToken cancellationToken)
    {
        if (frame.Accelerator.Chosen.Accelerator.Kind != AcceleratorKind.Kvm || distro.CpuLevel == 1)
        {
            return null;
        }

        var level = CpuLevel.Of(await File.ReadAllTextAsync("/proc/cpuinfo", cancellationToken).ConfigureAwait(false));
        return level < distro.CpuLevel
            ? $"{distro.Name} needs a processor of level x86-64-v{distro.CpuLevel}, the host's is x86-64-v{level}; "
                + "--accelerator tcg provides it, slowly"
            : null;
    }
}
