using System.Text.RegularExpressions;

namespace MailFactory.Testing.Archives;

/// <summary>
/// What the names in a manifest may be. They become names of files, folders and users, and a manifest may come from another host.
/// </summary>
internal static partial class ManifestNames
{
    /// <summary>The first name that is none, in words; null when all are fit to be used.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="fileName">The name of the file that it was read from.</param>
    public static string? FirstFault(ArchiveManifest manifest, string fileName)
    {
        var files = new[] { manifest.DiskFile, manifest.SshKeyFile };
        if (!Identifier().IsMatch(manifest.Distro))
        {
            return "its distro is not an identifier";
        }

        if (!Identifier().IsMatch(manifest.Key))
        {
            return "its key is not an identifier";
        }

        if (fileName != ArchiveStore.ManifestFile(manifest))
        {
            return $"it claims to be {ArchiveStore.ManifestFile(manifest)}";
        }

        if (!manifest.DiskFile.StartsWith($"{manifest.Distro}-{manifest.Key}.", StringComparison.Ordinal))
        {
            return "its disk belongs to another archive";
        }

        if (files.Any(name => !PlainFile().IsMatch(name) || name == fileName || name == ArchiveStore.SumsFile) || files[0] == files[1])
        {
            return "it names files that do not belong to an archive";
        }

        if (!IsUser(manifest.User))
        {
            return "its user is not a plain name";
        }

        return manifest.Packages.Any(package => package is null) || manifest.Inputs.Values.Any(value => value is null)
            ? "an entry of it is null"
            : null;
    }

    /// <summary>Whether a name is that of a user of Linux, with nothing in it that a shell reads.</summary>
    public static bool IsUser(string name) => User().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PlainFile();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]{0,31}\z", RegexOptions.NonBacktracking)]
    private static partial Regex User();
}
