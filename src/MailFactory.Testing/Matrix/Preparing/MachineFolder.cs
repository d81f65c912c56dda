using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>Fills a machine's folder: installer, this run's secrets, answer files, disk.</summary>
/// <param name="frame">The run.</param>
/// <param name="catalog">The distros and their families.</param>
/// <param name="media">Where media are.</param>
/// <param name="http">Asks mirrors.</param>
/// <param name="answers">Writes answer files.</param>
internal sealed class MachineFolder(RunFrame frame, DistroCatalog catalog, MediaStore media, HttpClient http, MachineAnswers answers)
{
    /// <summary>Prepares the machine from scratch; a failure says which part of the medium or mirror is missing.</summary>
    public async Task<Outcome<PreparedMachine>> CreateAsync(
        Distro distro,
        Medium medium,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var folder = frame.Options.Layout.Machine(distro.Id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        FolderMarker.Make(folder);
        var installer = await MediaStore.ExtractAsync(distro, medium, folder, cancellationToken).ConfigureAwait(false);
        if (!installer.IsSuccess)
        {
            return installer.Failure;
        }

        var family = catalog.FamilyOf(distro);
        PackageChoice? packages = null;
        if (family.AnswerFile == AnswerFileFormat.Preseed)
        {
            progress.Report("asking the mirrors");
            var chosen = await new PackageSources(http, frame.Time)
                .ChooseAsync(distro, medium.Mirror ?? frame.Options.Mirror, cancellationToken)
                .ConfigureAwait(false);
            if (!chosen.IsSuccess)
            {
                return chosen.Failure;
            }

            packages = chosen.Value;
        }

        var appendix = new InitrdAppendix();
        ComponentPlan? plan = null;
        if (
            packages is not null
            && distro.Netboot is not null
            && await InstallerComponents.AreFetchedByAsync(installer.Value.Initrd, cancellationToken).ConfigureAwait(false)
        )
        {
            progress.Report("checking installer components");
            var planned = await PlanAsync(distro, packages.Main, installer.Value, folder, appendix, cancellationToken)
                .ConfigureAwait(false);
            if (!planned.IsSuccess)
            {
                return planned.Failure;
            }

            plan = planned.Value;
        }

        progress.Report("writing answer files and disk");
        var nonce = $"MAILFACTORY-INSTALL-OK {Guid.NewGuid():N}";
        var files = await answers.WriteAsync(distro, folder, nonce, packages, plan, cancellationToken).ConfigureAwait(false);
        var (initrd, seed) = await AnswerHandover
            .PrepareAsync(family.Delivery, files, appendix, installer.Value.Initrd, folder, cancellationToken)
            .ConfigureAwait(false);
        var disc = medium.Kind == MediumKind.Iso && family.NeedsMedium ? new CdRomDrive(medium.FilePath) : null;
        var machine = new PreparedMachine
        {
            Folder = folder,
            Boot = new KernelBoot
            {
                Kernel = installer.Value.Kernel,
                Initrd = initrd,
                CommandLine = KernelArguments.Render(family, distro, installer.Value.VolumeId),
            },
            // The seed comes last: installers look for packages on the first disc they find.
            CdRoms = [.. new[] { disc, seed }.OfType<CdRomDrive>()],
            Nonce = nonce,
            AnswerFiles = files.ToDictionary(file => file.Key, file => Digest.OfText(file.Value)),
            Notes = [.. (packages?.Notes ?? []).Concat(plan?.Notes ?? []).Except(medium.Notes)],
        };
        await DiskImage
            .CreateAsync(machine.DiskPath, MachineSize.Of(distro, frame.Options).DiskGiB, cancellationToken)
            .ConfigureAwait(false);
        return machine;
    }

    private async Task<Outcome<ComponentPlan>> PlanAsync(
        Distro distro,
        Uri mirror,
        InstallerFiles installer,
        string folder,
        InitrdAppendix appendix,
        CancellationToken cancellationToken
    )
    {
        var components = new InstallerComponents(frame.Options.Layout.Media, http, frame.Time);
        var planned = await components
            .PlanAsync(distro, mirror, installer.Initrd, frame.Options.IsUefi, cancellationToken)
            .ConfigureAwait(false);
        if (!planned.IsSuccess)
        {
            return planned;
        }

        var standIns = await planned
            .Value.BuildAsync(Path.Combine(folder, "supplement"), media.FolderOf(distro), cancellationToken)
            .ConfigureAwait(false);
        if (!standIns.IsSuccess)
        {
            return standIns.Failure;
        }

        await appendix.AddAsync(standIns.Value, cancellationToken).ConfigureAwait(false);
        return planned;
    }
}
