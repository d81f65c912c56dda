using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>Checks what the user asked for before anything starts.</summary>
public static class RunOptionsCheck
{
    /// <summary>The distros asked for; throws <see cref="CatalogException"/> for an unknown one.</summary>
    internal static IReadOnlyList<Distro> Select(RunOptions options) => Catalog(options).Select(options.Distros);

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
        var distros = unknown.Count == 0 ? catalog.Select(options.Distros) : [];
        return
        [
            .. unknown.Count > 0 ? (string[])[WrongValue.Of("--distro", unknown, [.. catalog.Ids, "all"])] : [],
            .. options.Misread,
            .. PartWords.Mistakes(options),
            .. SocketFolder.Problem(Path.GetTempPath()) is { } problem ? (string[])[problem] : [],
            .. MediaOptionsCheck.Mistakes(options, IsFromAccount(distros)),
            .. ImageOptionsCheck.Mistakes(options, distros),
            .. ServerOptionsCheck.Mistakes(options),
            .. NumberRanges.Mistakes(options),
            .. CheckSelection.Unknown(options.Checks) is { Count: > 0 } checks
                ? (string[])[CheckSelection.Mistake("--checks", checks)]
                : [],
        ];
    }

    // One digest is of one medium.
    private static bool IsFromAccount(IReadOnlyList<Distro> distros) => distros is [{ Iso.RedHatContentSet: not null }];
}
