using System.Collections.Concurrent;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Tests.Installs;

/// <summary>The rules of this repository.</summary>
internal static class Rules
{
    private static readonly ConcurrentDictionary<string, InstallRules> _loaded = new(StringComparer.Ordinal);

    public static string Folder { get; } = Repository.PathOf("preseeds", "installers");

    public static InstallRules Of(string installer) => _loaded.GetOrAdd(installer, name => InstallRules.Load(Folder, name));
}
