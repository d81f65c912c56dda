namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// An empty debconf database of its own. debconf locks its database even to check a file, so that two checks at once, or one
/// beside an installation of packages, would refuse each other the host's.
/// </summary>
internal static class DebconfDatabase
{
    /// <summary>Makes one in the folder and returns the environment that leads debconf to it; see debconf.conf(5).</summary>
    public static Dictionary<string, string?> CreateIn(string folder)
    {
        var configuration = Path.Combine(folder, "debconf.conf");
        File.WriteAllText(
            configuration,
            $"""
            Config: configdb
            Templates: templatedb

            Name: configdb
            Driver: File
            Filename: {Path.Combine(folder, "config.dat")}

            Name: templatedb
            Driver: File
            Filename: {Path.Combine(folder, "templates.dat")}

            """
        );
        return new Dictionary<string, string?> { ["DEBCONF_SYSTEMRC"] = configuration };
    }
}
