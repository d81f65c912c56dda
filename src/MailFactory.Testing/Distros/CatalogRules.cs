using System.Text.RegularExpressions;
using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Distros;

/// <summary>What a catalogue must satisfy beyond its shape.</summary>
internal static partial class CatalogRules
{
    /// <summary>One sentence for each rule that is broken.</summary>
    public static IEnumerable<string> Check(DistroCatalog catalog)
    {
        var twice = catalog
            .Distros.GroupBy(distro => distro.Id)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: listed twice");
        var strangers = catalog.DefaultMatrix.Except(catalog.Ids).Select(id => $"defaultMatrix: '{id}' is not in the catalogue");
        var homeless = catalog
            .Distros.Where(distro => !catalog.Families.Any(family => family.Id == distro.Family))
            .Select(distro => WrongValue.Of($"{distro.Id}: family", distro.Family, catalog.Families.Select(family => family.Id)));
        var timeless = catalog
            .Families.Where(family => family.InstallMinutes is not (> 0 and <= 240))
            .Select(family => $"{family.Id}: installMinutes must be above 0 and at most 240");
        return [.. twice, .. strangers, .. homeless, .. timeless, .. catalog.Distros.SelectMany(Check)];
    }

    private static IEnumerable<string> Check(Distro distro)
    {
        if (!Identifier().IsMatch(distro.Id))
        {
            yield return $"'{distro.Id}': an id is made of lower-case letters, digits and hyphens";
        }

        if (distro.MemoryMiB < 512 || distro.DiskGiB < 4 || distro.Cpus < 1)
        {
            yield return $"{distro.Id}: a machine needs at least 512 MiB, 4 GiB of disk and one CPU";
        }

        if (distro.Iso is null && distro.Netboot is null)
        {
            yield return $"{distro.Id}: has neither iso nor netboot, so there is nothing to install from";
        }

        foreach (var error in distro.Iso is { } iso ? IsoRules.Check(distro.Id, iso) : [])
        {
            yield return error;
        }

        if (distro.CpuLevel is < 1 or > 4)
        {
            yield return $"{distro.Id}: cpuLevel is {distro.CpuLevel}; x86-64 has the levels 1 to 4";
        }

        if (
            distro
                .Repositories.Select(repository => repository.BaseUrl)
                .Append(distro.InstallSource)
                .Any(url => url?.AbsoluteUri.EndsWith('/') == false)
        )
        {
            yield return $"{distro.Id}: installSource and the baseUrl of each repository must end with a slash";
        }

        if (
            distro.PackageMirrors is { } mirrors
            && (mirrors.Main.Count == 0 || mirrors.Main.Concat(mirrors.Security).Any(url => !url.AbsoluteUri.EndsWith('/')))
        )
        {
            yield return $"{distro.Id}: packageMirrors.main needs at least one URL, and each URL must end with a slash";
        }

        var fingerprints = (distro.Iso?.Download?.Fingerprints ?? []).Concat(distro.Netboot?.Fingerprints ?? []);
        foreach (var fingerprint in fingerprints.Where(fingerprint => !Fingerprint().IsMatch(fingerprint)))
        {
            yield return $"{distro.Id}: '{fingerprint}' is not a fingerprint of 40 upper-case hexadecimal digits";
        }

        if (distro.Netboot is { Suites.Count: 0 })
        {
            yield return $"{distro.Id}: netboot.suites is empty";
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^[0-9A-F]{40}$")]
    private static partial Regex Fingerprint();
}
