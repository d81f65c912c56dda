using System.Text.RegularExpressions;

namespace MailFactory.Testing.Distros;

/// <summary>What a catalogue must satisfy beyond its shape.</summary>
internal static partial class CatalogRules
{
    /// <summary>One sentence for each rule that is broken.</summary>
    public static IEnumerable<string> Check(DistroCatalog catalog)
    {
        var twice = catalog.Distros.GroupBy(distro => distro.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: listed twice");
        var strangers = catalog.DefaultMatrix.Except(catalog.Ids).Select(id => $"defaultMatrix: '{id}' is no entry of the catalogue");
        return [.. twice, .. strangers, .. catalog.Distros.SelectMany(Check)];
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

        if (distro.Iso is { } iso && !iso.Directory.AbsoluteUri.EndsWith('/'))
        {
            yield return $"{distro.Id}: iso.directory must end with a slash";
        }

        var fingerprints = (distro.Iso?.Fingerprints ?? []).Concat(distro.Netboot?.Fingerprints ?? []);
        foreach (var fingerprint in fingerprints.Where(fingerprint => !Fingerprint().IsMatch(fingerprint)))
        {
            yield return $"{distro.Id}: '{fingerprint}' is no fingerprint of 40 upper-case hexadecimal digits";
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
