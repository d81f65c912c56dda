using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Caching;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>Writes the answer files of one machine, with secrets that are fresh for it.</summary>
/// <param name="catalog">The distros and their families.</param>
/// <param name="renderer">Renders answer files.</param>
/// <param name="events">Where installers report to.</param>
/// <param name="frame">The run.</param>
internal sealed class MachineAnswers(DistroCatalog catalog, AnswerFileRenderer renderer, InstallEventListener events, RunFrame frame)
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
        var family = catalog.FamilyOf(distro);
        var files = renderer.Render(
            family.Id,
            new AnswerFileInputs
            {
                Hostname = distro.Id,
                Domain = "dev.local",
                User = MachineUser.Name,
                PasswordHash = await PasswordHash.OfRandomAsync(cancellationToken).ConfigureAwait(false),
                SshPublicKey = key.PublicKey,
                Nonce = nonce,
                EventsUrl = events.Open(Path.Combine(folder, PreparedMachine.EventsFile)),
                Release = distro.Release,
                InstallSource = distro.InstallSource,
                Repositories = distro.Repositories,
                IsUefi = frame.Options.Firmware == FirmwareKind.Uefi,
                Debian = packages is null ? null : DebianInputs(distro, packages, plan),
            }
        );
        foreach (var (name, text) in files)
        {
            await AtomicFile.WriteSecretAsync(Path.Combine(folder, name), text, cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    private DebianInputs DebianInputs(Distro distro, PackageChoice packages, ComponentPlan? plan)
    {
        var suite = distro.Codename ?? throw new CatalogException($"{distro.Id}: the Debian installer needs a codename");
        return new DebianInputs
        {
            Mirror = packages.Main,
            Security = packages.Security,
            Proxy = CacheOf(packages)?.Address,
            Suite = suite,
            ComponentSuite = plan?.UdebSuite ?? suite,
            Components = plan?.ChooseModules ?? [],
            KernelModules = plan?.Modprobe ?? [],
        };
    }

    // The installer takes one proxy for all that it fetches over http.
    private GuestCache? CacheOf(PackageChoice packages) =>
        frame.GuestCache is { } cache && cache.Serves(packages.Main) && (packages.Security is null || cache.Serves(packages.Security))
            ? cache
            : null;
}
