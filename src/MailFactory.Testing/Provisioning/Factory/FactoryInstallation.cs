namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Mail Server Factory as it lies on the host.</summary>
/// <param name="Home">The checkout with its submodules: holds Core/Utils and Definitions, which it reads while it runs.</param>
/// <param name="Jar">The application.</param>
internal sealed record FactoryInstallation(string Home, string Jar)
{
    private const string JarName = "Application.jar";
    private static readonly string[] _launchers = ["mail_factory", "mail-factory"];
    private static readonly string[] _needed = [Path.Combine("Core", "Utils"), "Definitions"];

    // Where its own launcher looks, in that order.
    private static readonly string[] _jars =
    [
        JarName,
        Path.Combine("Application", "build", "libs", JarName),
        Path.Combine("build", "libs", JarName),
        Path.Combine("Release", JarName),
    ];

    private static readonly string[] _systemJars = [$"/usr/local/lib/mail-factory/{JarName}", $"/opt/mail-factory/{JarName}"];

    /// <summary>
    /// Finds it, or says what is missing: the folder that was named, or else that of the launcher in PATH; the jar that was named,
    /// or else one where the launcher would find it.
    /// </summary>
    /// <param name="home">The checkout as the user named it; null to look for it.</param>
    /// <param name="jar">The jar as the user named it; null to look for it.</param>
    /// <param name="path">The folders of PATH.</param>
    public static (FactoryInstallation? Found, IReadOnlyList<string> Mistakes) Find(string? home, string? jar, IEnumerable<string> path)
    {
        var folder = home is null ? FromPath(path) : Path.GetFullPath(home);
        if (folder is null)
        {
            return (
                null,
                [
                    "--mail-factory-home: not given, and PATH has no mail_factory of a checkout; it is the folder of Mail "
                        + "Server Factory with Core/Utils and Definitions",
                ]
            );
        }

        var mistakes = _needed
            .Where(part => !Directory.Exists(Path.Combine(folder, part)))
            .Select(part => $"--mail-factory-home: {folder} has no {part}; check it out with its submodules")
            .ToList();
        var file = jar is null
            ? _jars.Select(name => Path.Combine(folder, name)).Concat(_systemJars).FirstOrDefault(File.Exists)
            : Path.GetFullPath(jar);
        if (file is null)
        {
            mistakes.Add(
                $"--mail-factory-jar: not given, and there is no {JarName} in {folder}, in its Application/build/libs, "
                    + $"build/libs and Release, nor in {string.Join(" and ", _systemJars.Select(Path.GetDirectoryName))}"
            );
        }
        else if (!File.Exists(file))
        {
            mistakes.Add($"--mail-factory-jar: there is no file {file}");
        }

        return mistakes.Count == 0 ? (new FactoryInstallation(folder, file!), []) : (null, mistakes);
    }

    private static string? FromPath(IEnumerable<string> path) =>
        path.Where(directory => directory.Length > 0)
            .SelectMany(directory => _launchers.Select(name => Path.Combine(directory, name)))
            .Where(File.Exists)
            .Select(launcher => File.ResolveLinkTarget(launcher, returnFinalTarget: true)?.FullName ?? launcher)
            .SelectMany(launcher => Parents(Path.GetFullPath(launcher)))
            .FirstOrDefault(folder => _needed.All(part => Directory.Exists(Path.Combine(folder, part))));

    private static IEnumerable<string> Parents(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
