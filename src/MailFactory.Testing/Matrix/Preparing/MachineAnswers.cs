using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Installers;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>Writes the answer files of one machine, with secrets that are fresh for it.</summary>
/// <param name="services">The parts of the run.</param>
internal sealed class MachineAnswers(RunServices services)
{
    /// <summary>Makes the machine's SSH key, renders its answer files into its folder, and returns them by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WriteAsync(
        Distro distro,
        string folder,
        string nonce,
        PackageChoice? packages,
        ComponentPlan? plan,
        CancellationToken cancellationToken
    )
    {
        var key = await SshKeyPair
            .CreateAsync(Path.Combine(folder, "id_ed25519"), MachineUser.Name, cancellationToken)
            .ConfigureAwait(false);
        var family = services.Catalog.FamilyOf(distro);
        var files = services.AnswerFiles.Render(
            family.Id,
            new AnswerFileInputs
            {
                Hostname = distro.Id,
                Domain = "dev.local",
                User = MachineUser.Name,
                PasswordHash = await PasswordHash.OfRandomAsync(cancellationToken).ConfigureAwait(false),
                SshPublicKey = key.PublicKey,
                Nonce = nonce,
                EventsUrl = services.Events.Open(Path.Combine(folder, PreparedMachine.EventsFile)),
                Release = distro.Release,
                InstallSource = distro.InstallSource,
                Repositories = distro.Repositories,
                IsUefi = services.Options.IsUefi,
                Debian = packages is null ? null : DebianInputs(distro, packages, plan),
            }
        );
        foreach (var (name, text) in files)
        {
            await AtomicFile.WriteSecretAsync(Path.Combine(folder, name), text, cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    private static DebianInputs DebianInputs(Distro distro, PackageChoice packages, ComponentPlan? plan)
    {
        var suite = distro.Codename ?? throw new CatalogException($"{distro.Id}: the Debian installer needs a codename");
        return new DebianInputs
        {
            Mirror = packages.Main,
            Security = packages.Security,
            Suite = suite,
            ComponentSuite = plan?.UdebSuite ?? suite,
            Components = plan?.ChooseModules ?? [],
            KernelModules = plan?.Modprobe ?? [],
        };
    }
}
