using System.Collections.Concurrent;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>How to read the consoles of installers, compiled once for each family.</summary>
/// <param name="catalog">The distros and their families.</param>
/// <param name="repository">The folder that holds the rules.</param>
internal sealed class ConsoleRules(DistroCatalog catalog, string repository)
{
    private readonly ConcurrentDictionary<string, Lazy<InstallRules>> _rules = new(StringComparer.Ordinal);

    /// <summary>The rules for a distro; throws <see cref="InstallRulesException"/> when they are wrong.</summary>
    public InstallRules Of(Distro distro) =>
        _rules
            .GetOrAdd(
                catalog.FamilyOf(distro).Installer,
                name => new Lazy<InstallRules>(() => InstallRules.Load(Path.Combine(repository, "preseeds", "installers"), name).Compile())
            )
            .Value;
}
