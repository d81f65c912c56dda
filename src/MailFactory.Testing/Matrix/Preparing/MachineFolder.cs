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
        var folder = EmptyFolder(distro);
        var installer = await MediaStore.ExtractAsync(distro, medium, folder, cancellationToken).ConfigureAwait(false);
        if (!installer.IsSuccess)
        {
            return installer.Failure;
        }

        var packages = await PackagesAsync(distro, medium, progress, cancellationToken).ConfigureAwait(false);
        if (packages?.Failure is { } noPackages)
        {
            return noPackages;
        }

        var appendix = new InitrdAppendix();
        var plan = packages is null
            ? null
            : await ComponentsAsync(distro, packages.Value!, installer.Value, appendix, progress, cancellationToken).ConfigureAwait(false);
        if (plan?.Failure is { } noComponents)
        {
            return noComponents;
        }

        progress.Report("writing answer files and disk");
        var machine = await WriteAsync(distro, medium, installer.Value, packages?.Value, plan?.Value, appendix, cancellationToken)
            .ConfigureAwait(false);
        await DiskImage
            .CreateAsync(machine.DiskPath, MachineSize.Of(distro, frame.Options).DiskGiB, cancellationToken)
            .ConfigureAwait(false);
        return machine;
    }

    private string FolderOf(Distro distro) => frame.Options.Layout.Machine(distro.Id);

    private string EmptyFolder(Distro distro)
    {
        var folder = FolderOf(distro);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        FolderMarker.Make(folder);
        return folder;
    }

    // Null where the installer brings what it installs, or knows itself where to get it.
    private async Task<Outcome<PackageChoice>?> PackagesAsync(
        Distro distro,
        Medium medium,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        if (catalog.FamilyOf(distro).AnswerFile != AnswerFileFormat.Preseed)
        {
            return null;
        }

        progress.Report("asking the mirrors");
        return await new PackageSources(http, frame.Time)
            .ChooseAsync(distro, medium.Mirror ?? frame.Options.Mirror, cancellationToken)
            .ConfigureAwait(false);
    }

    // Null where the installer has its components with it.
    private async Task<Outcome<ComponentPlan>?> ComponentsAsync(
        Distro distro,
        PackageChoice packages,
        InstallerFiles installer,
        InitrdAppendix appendix,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        if (
            distro.Netboot is null
            || !await InstallerComponents.AreFetchedByAsync(installer.Initrd, cancellationToken).ConfigureAwait(false)
        )
        {
            return null;
        }

        progress.Report("checking installer components");
        return await PlanAsync(distro, packages.Main, installer, appendix, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PreparedMachine> WriteAsync(
        Distro distro,
        Medium medium,
        InstallerFiles installer,
        PackageChoice? packages,
        ComponentPlan? plan,
        InitrdAppendix appendix,
        CancellationToken cancellationToken
    )
    {
        var family = catalog.FamilyOf(distro);
        var folder = FolderOf(distro);
        var nonce = $"MAILFACTORY-INSTALL-OK {Guid.NewGuid():N}";
        var files = await answers.WriteAsync(distro, folder, nonce, packages, plan, cancellationToken).ConfigureAwait(false);
        var (initrd, seed) = await AnswerHandover
            .PrepareAsync(family.Delivery, files, appendix, installer.Initrd, folder, cancellationToken)
            .ConfigureAwait(false);
        var disc = medium.Kind == MediumKind.Iso && family.NeedsMedium ? new CdRomDrive(medium.FilePath) : null;
        return new PreparedMachine
        {
            Folder = folder,
            Boot = new KernelBoot
            {
                Kernel = installer.Kernel,
                Initrd = initrd,
                CommandLine = KernelArguments.Render(family, distro, installer.VolumeId),
            },
            // The seed comes last: installers look for packages on the first disc they find.
            CdRoms = [.. new[] { disc, seed }.OfType<CdRomDrive>()],
            Nonce = nonce,
            AnswerFiles = files.ToDictionary(file => file.Key, file => Digest.OfText(file.Value)),
            Notes = [.. (packages?.Notes ?? []).Concat(plan?.Notes ?? []).Except(medium.Notes)],
        };
    }

    private async Task<Outcome<ComponentPlan>> PlanAsync(
        Distro distro,
        Uri mirror,
        InstallerFiles installer,
        InitrdAppendix appendix,
        CancellationToken cancellationToken
    )
    {
        var components = new InstallerComponents(frame.Options.Layout.Media, http, frame.Time);
        var planned = await components
            .PlanAsync(distro, mirror, installer.Initrd, frame.Options.Firmware == FirmwareKind.Uefi, cancellationToken)
            .ConfigureAwait(false);
        if (!planned.IsSuccess)
        {
            return planned;
        }

        var standIns = await planned
            .Value.BuildAsync(Path.Combine(FolderOf(distro), "supplement"), media.FolderOf(distro), cancellationToken)
            .ConfigureAwait(false);
        if (!standIns.IsSuccess)
        {
            return standIns.Failure;
        }

        await appendix.AddAsync(standIns.Value, cancellationToken).ConfigureAwait(false);
        return planned;
    }
}
