namespace MailFactory.Testing.Releases;

/// <summary>The scripts and units of this folder.</summary>
internal static class EmbeddedScript
{
    /// <summary>The text of a file in Scripts.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream($"Releases/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
