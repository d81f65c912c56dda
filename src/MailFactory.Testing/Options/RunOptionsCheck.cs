using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>Checks what the user asked for before anything starts.</summary>
public static class RunOptionsCheck
{
    /// <summary>The distros asked for; throws <see cref="CatalogException"/> for an unknown one.</summary>
    public static IReadOnlyList<Distro> Select(RunOptions options) => Catalog(options).Select(options.Distros);

    /// <summary>Throws <see cref="RunOptionsException"/> with every mistake at once, each naming what is allowed.</summary>
    public static void Check(RunOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        if (mistakes.Count > 0)
        {
            throw new RunOptionsException(string.Join("; ", mistakes));
        }
    }

    /// <summary>The catalogue of the repository; throws <see cref="CatalogException"/> when it is wrong.</summary>
    internal static DistroCatalog Catalog(RunOptions options) => CatalogFile.Read(options.Repository);

    private static IEnumerable<string> Mistakes(RunOptions options)
    {
        var catalog = Catalog(options);
        var unknown = options.Distros.Where(id => id != "all" && !catalog.Ids.Contains(id)).ToList();
        if (unknown.Count > 0)
        {
            yield return $"--distro: unknown {string.Join(", ", unknown.Select(id => $"{id}{NearestName.Hint(id, catalog.Ids)}"))}; allowed "
                + $"are {string.Join(", ", catalog.Ids)}, all";
        }

        if (!OfferedValues.Accelerators.Contains(options.Accelerator))
        {
            yield return $"--accelerator: '{options.Accelerator}' is none of {string.Join(", ", OfferedValues.Accelerators)}";
        }

        if (!OfferedValues.Firmwares.Contains(options.Firmware))
        {
            yield return $"--firmware: '{options.Firmware}' is none of {string.Join(", ", OfferedValues.Firmwares)}";
        }

        if (!OfferedValues.PackageCaches.Contains(options.PackageCache))
        {
            yield return $"--package-cache: '{options.PackageCache}' is none of {string.Join(", ", OfferedValues.PackageCaches)}";
        }

        if (!OfferedValues.Provisioners.Contains(options.Provisioner))
        {
            yield return $"--provisioner: '{options.Provisioner}' is none of {string.Join(", ", OfferedValues.Provisioners)}";
        }

        foreach (var mistake in PartsCheck.Mistakes(options))
        {
            yield return mistake;
        }

        if (options.NoMirror is not null || options.Mirror.Scheme is not ("http" or "https"))
        {
            yield return $"--mirror: '{options.NoMirror ?? options.Mirror.OriginalString}' is not an http or https URL";
        }

        if (SocketFolder.Problem(Path.GetTempPath()) is { } problem)
        {
            yield return problem;
        }

        foreach (var mistake in MediaOptionsCheck.Mistakes(options, unknown.Count == 0 && IsFromAccount(catalog.Select(options.Distros))))
        {
            yield return mistake;
        }

        foreach (var mistake in ImageOptionsCheck.Mistakes(options, unknown.Count == 0 ? catalog.Select(options.Distros) : []))
        {
            yield return mistake;
        }

        foreach (var mistake in ServerOptionsCheck.Mistakes(options))
        {
            yield return mistake;
        }

        foreach (var mistake in NumberRanges.Mistakes(options))
        {
            yield return mistake;
        }

        var checks = CheckSelection.Unknown(options.Checks);
        if (checks.Count > 0)
        {
            var known = CheckSelection.Words;
            yield return $"--checks: unknown {string.Join(", ", checks.Select(id => $"{id}{NearestName.Hint(id, known)}"))}; allowed are "
                + $"{string.Join(", ", known)}";
        }
    }

    // One digest is of one medium.
    private static bool IsFromAccount(IReadOnlyList<Distro> distros) => distros is [{ Iso.RedHatContentSet: not null }];
}
