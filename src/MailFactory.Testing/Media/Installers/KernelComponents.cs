using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Media.Installers;

/// <summary>
/// The kernel modules that the installer asks for while it runs. It does so in several waves and by names of its own, so all that
/// the initrd lacks are taken as one.
/// </summary>
internal sealed record KernelComponents
{
    private const string Infix = "-modules-";
    private const string Suffix = "-di";

    /// <summary>The module components of the initrd's kernel that the initrd does not hold.</summary>
    public required IReadOnlyList<ArchivePackage> Packages { get; init; }

    /// <summary>Whether the index lists them; when it has moved on to another kernel, they are named after that one's.</summary>
    public required bool AreListed { get; init; }

    public static KernelComponents Of(PackageIndex index, InitrdContents initrd)
    {
        var listed = index.Packages.Where(package => IsModules(package.Name, initrd.KernelVersion)).ToList();
        var all = listed.Count > 0 ? listed : Derive(index, initrd.KernelVersion);
        return new KernelComponents
        {
            Packages = [.. all.Where(package => initrd.Components.Find(package.Name) is null)],
            AreListed = listed.Count > 0,
        };
    }

    private static List<ArchivePackage> Derive(PackageIndex index, string kernel)
    {
        var other = index
            .Packages.Where(package => package.KernelVersion is not null)
            .Select(package => package.KernelVersion!)
            .Max(VersionOrder.Instance);
        return other is null
            ? []
            :
            [
                .. index
                    .Packages.Where(package => IsModules(package.Name, other))
                    .Select(package => new ArchivePackage
                    {
                        Name = package.Name.Replace(other, kernel, StringComparison.Ordinal),
                        Version = package.Version,
                        Provides = package.Provides,
                        KernelVersion = kernel,
                        Priority = package.Priority,
                    }),
            ];
    }

    private static bool IsModules(string name, string kernel) => name.EndsWith($"{Infix}{kernel}{Suffix}", StringComparison.Ordinal);
}
