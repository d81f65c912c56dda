namespace MailFactory.Testing.Releases;

/// <summary>The script with which anybody makes a bootable disk of a release's files.</summary>
internal static class RestoreScript
{
    /// <summary>The label of the medium that lets an owner in.</summary>
    public const string SeedLabel = "MFSEED";

    /// <summary>The text for an image of that name, such as <c>debian-13</c>, and the user that its first seed medium lets in.</summary>
    public static string Render(string name, string user) =>
        EmbeddedScript
            .Read("restore.sh")
            .Replace("@NAME@", Quoted(name), StringComparison.Ordinal)
            .Replace("@USER@", Quoted(user), StringComparison.Ordinal)
            .Replace("@LABEL@", Quoted(SeedLabel), StringComparison.Ordinal);

    // Whatever it is, the shell takes it as one word.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
