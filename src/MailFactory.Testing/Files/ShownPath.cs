namespace MailFactory.Testing.Files;

/// <summary>Paths as they are shown to people.</summary>
internal static class ShownPath
{
    /// <summary>The path from a folder on where it lies below it; else as it is, as a way up and down again says nothing.</summary>
    /// <param name="folder">Where the reader is.</param>
    /// <param name="path">A full path.</param>
    public static string From(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var relative && (relative == ".." || relative.StartsWith("../", StringComparison.Ordinal))
            ? path
            : relative;
}
