using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Media;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Pipeline;

/// <summary>Fills a machine's folder: installer, this run's secrets, answer files, disk.</summary>
/// <param name="services">The parts of the run.</param>
internal sealed class MachineFolder(RunServices services)
{
    private const string KernelCommandLine =
        "auto=true priority=critical TERM=dumb DEBIAN_FRONTEND=text ipv6.disable=1 console=tty0 console=ttyS0,115200n8 --- console=tty0 console=ttyS0,115200n8";

    /// <summary>Prepares the machine from scratch; a failure says which part of the medium or mirror is missing.</summary>
    public async Task<Outcome<PreparedMachine>> CreateAsync(DistroRun run, StageProgress progress, CancellationToken cancellationToken)
    {
        var folder = services.Options.Layout.Machine(run.Distro.Id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var installer = await MediaStore.ExtractAsync(run.Distro, run.Medium!, folder, cancellationToken).ConfigureAwait(false);
        if (!installer.IsSuccess)
        {
            return installer.Failure;
        }

        var appendix = new InitrdAppendix();
        ComponentPlan? plan = null;
        if (run.Medium!.Kind == MediumKind.Netboot)
        {
            progress.Report("checking installer components");
            var components = new InstallerComponents(services.Options.Layout.Media, services.Http, services.Time);
            var planned = await components.PlanAsync(run.Distro, run.Medium, installer.Value.Initrd, cancellationToken).ConfigureAwait(false);
            if (!planned.IsSuccess)
            {
                return planned.Failure;
            }

            plan = planned.Value;
            var standIns = await plan.BuildAsync(Path.Combine(folder, "supplement"), services.Media.FolderOf(run.Distro), cancellationToken).ConfigureAwait(false);
            if (!standIns.IsSuccess)
            {
                return standIns.Failure;
            }

            await appendix.AddAsync(standIns.Value, cancellationToken).ConfigureAwait(false);
        }

        progress.Report("writing answer files and disk");
        var nonce = $"MAILFACTORY-INSTALL-OK {Guid.NewGuid():N}";
        await AddAnswerFilesAsync(run, folder, nonce, plan, appendix, cancellationToken).ConfigureAwait(false);
        var initrd = Path.Combine(folder, "initrd.with-answers.gz");
        await appendix.WriteAsync(installer.Value.Initrd, initrd, cancellationToken).ConfigureAwait(false);
        var machine = new PreparedMachine
        {
            Folder = folder,
            Boot = new KernelBoot { Kernel = installer.Value.Kernel, Initrd = initrd, CommandLine = KernelCommandLine },
            Nonce = nonce,
            Notes = [.. (plan?.Notes ?? []).Except(run.Medium.Notes)],
        };
        await DiskImage.CreateAsync(machine.DiskPath, MachineSize.Of(run.Distro, services.Options).DiskGiB, cancellationToken).ConfigureAwait(false);
        return machine;
    }

    private async Task AddAnswerFilesAsync(
        DistroRun run, string folder, string nonce, ComponentPlan? plan, InitrdAppendix appendix, CancellationToken cancellationToken)
    {
        var key = await SshKeyPair.CreateAsync(Path.Combine(folder, "id_ed25519"), MachineUser.Name, cancellationToken).ConfigureAwait(false);
        var inputs = new AnswerFileInputs
        {
            Hostname = run.Distro.Id,
            Domain = "dev.local",
            User = MachineUser.Name,
            PasswordHash = await PasswordHash.OfRandomAsync(cancellationToken).ConfigureAwait(false),
            SshPublicKey = key.PublicKey,
            Nonce = nonce,
            EventsUrl = services.Events.Open(Path.Combine(folder, PreparedMachine.EventsFile)),
            Mirror = services.Options.Mirror,
            Suite = run.Distro.Codename!,
            ComponentSuite = plan?.UdebSuite ?? run.Distro.Codename!,
            Components = plan?.ChooseModules ?? [],
            KernelModules = plan?.Modprobe ?? [],
        };
        foreach (var (name, text) in services.AnswerFiles.Render(run.Distro.Family, inputs))
        {
            await AtomicFile.WriteSecretAsync(Path.Combine(folder, name), text, cancellationToken).ConfigureAwait(false);
            appendix.Add(name == "preseed.cfg" ? "/preseed.cfg" : $"/mailfactory/{name}", text);
        }
    }
}
