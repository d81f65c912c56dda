using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Media.Installers;

/// <summary>Plans stand-ins for the components that a mirror lacks.</summary>
internal sealed class SupplementPlanner(DebianArchive archive, ArchiveSuite suite, InitrdContents initrd)
{
    /// <summary>The stand-ins, and the components that no rule or no package can make up for.</summary>
    /// <param name="missing">Components other than kernel modules.</param>
    /// <param name="kernel">The kernel modules, when the mirror lacks any of them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<(IReadOnlyList<StandIn> StandIns, IReadOnlyList<string> Impossible)> PlanAsync(
        IEnumerable<ArchivePackage> missing,
        KernelComponents? kernel,
        CancellationToken cancellationToken
    )
    {
        var standIns = new List<StandIn>();
        var impossible = new List<string>();
        foreach (var component in missing)
        {
            if (await SupplementAsync(component, cancellationToken).ConfigureAwait(false) is { } standIn)
            {
                standIns.Add(standIn);
            }
            else
            {
                impossible.Add(component.Name);
            }
        }

        if (kernel is not null)
        {
            var version = kernel.AreListed ? kernel.Packages[0].Version : null;
            var package = SupplementRules.KernelPackage + initrd.KernelVersion;
            if (await archive.FindAsync(suite, package, version, cancellationToken).ConfigureAwait(false) is { } source)
            {
                standIns.AddRange(ForKernel(kernel, source));
            }
            else
            {
                impossible.Add($"the modules of kernel {initrd.KernelVersion} ({package} is in no index)");
            }
        }

        return (standIns, impossible);
    }

    // The modules depend on each other across components, so the first carries all and the others only answer to their names.
    private static IEnumerable<StandIn> ForKernel(KernelComponents kernel, ArchivePackage source) =>
        kernel.Packages.Select(
            (component, position) =>
                position == 0
                    ? StandIn.For(component with { Version = source.Version }, [source], SupplementRules.KernelModules())
                    : StandIn.For(component with { Version = source.Version })
        );

    private async Task<StandIn?> SupplementAsync(ArchivePackage component, CancellationToken cancellationToken)
    {
        if (SupplementRules.Components.FirstOrDefault(rule => rule.Component == component.Name) is not { } rule)
        {
            return null;
        }

        var sources = new List<ArchivePackage>();
        foreach (var names in rule.Sources)
        {
            if (await FindFirstAsync(names, component.Version, cancellationToken).ConfigureAwait(false) is not { } source)
            {
                return null;
            }

            sources.Add(source);
        }

        return StandIn.For(component, sources, rule.Files);
    }

    private async Task<ArchivePackage?> FindFirstAsync(IReadOnlyList<string> names, string version, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (await archive.FindAsync(suite, name, version, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
