using MailFactory.Testing.Installs;

namespace MailFactory.Testing.Tests.Installs;

/// <summary>The rules of this repository.</summary>
internal static class Rules
{
    public static string Folder { get; } = Repository.PathOf("preseeds", "installers");

    public static InstallRules Of(string installer) => InstallRules.Load(Folder, installer);
}
