namespace MailFactory.Testing.Releases;

/// <summary>The script with which anybody makes a bootable disk of a release's files.</summary>
public static class RestoreScript
{
    /// <summary>The text for an image of that name, such as <c>debian-13</c>, and the user that its first seed medium lets in.</summary>
    public static string Render(string name, string user) => EmbeddedScript.Read("restore.sh")
        .Replace("@NAME@", name, StringComparison.Ordinal)
        .Replace("@USER@", user, StringComparison.Ordinal)
        .Replace("@LABEL@", ImageProver.SeedLabel, StringComparison.Ordinal);
}
