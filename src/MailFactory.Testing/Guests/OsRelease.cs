namespace MailFactory.Testing.Guests;

/// <summary>What /etc/os-release says (https://www.freedesktop.org/software/systemd/man/latest/os-release.html).</summary>
/// <param name="Id">ID, such as <c>debian</c>.</param>
/// <param name="VersionId">VERSION_ID, such as <c>13</c>; empty when there is none.</param>
/// <param name="PrettyName">PRETTY_NAME, such as <c>Debian GNU/Linux 13 (trixie)</c>.</param>
internal sealed record OsRelease(string Id, string VersionId, string PrettyName)
{
    /// <summary>Reads the file's text; what is missing is empty, and ID is <c>linux</c> then, as the specification says.</summary>
    public static OsRelease Parse(string text)
    {
        var values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#') && line.Contains('='))
            .Select(line => line.Split('=', 2))
            .GroupBy(pair => pair[0], pair => pair[1].Trim('"', '\''))
            .ToDictionary(group => group.Key, group => group.Last());
        return new OsRelease(
            values.GetValueOrDefault("ID", "linux"),
            values.GetValueOrDefault("VERSION_ID", string.Empty),
            values.GetValueOrDefault("PRETTY_NAME", string.Empty)
        );
    }

    /// <summary>Whether this is the release asked for; the version may go on after a dot, so 9.4 is a 9.</summary>
    public bool Is(string id, string version) =>
        Id == id && (VersionId == version || VersionId.StartsWith(version + ".", StringComparison.Ordinal));
}
