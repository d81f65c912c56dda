namespace MailFactory.Testing.Files;

/// <summary>Finds files by names that come from elsewhere, and never outside of the folder they belong to.</summary>
internal static class FolderContent
{
    private const int MostCharacters = 1024;

    /// <summary>
    /// The path of a regular file below a folder; null when there is none of that name. A name is refused when it leads out of
    /// the folder, has control characters in it, or passes through a link; the folder itself may be one.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name relative to it, its parts separated by slashes.</param>
    public static string? Find(string folder, string name)
    {
        var parts = name.Split('/').Where(part => part is not ("" or ".")).ToList();
        if (name.Length > MostCharacters || name.StartsWith('/') || parts.Count == 0 || parts.Contains("..") || name.Any(char.IsControl))
        {
            return null;
        }

        var path = folder;
        foreach (var part in parts.SkipLast(1))
        {
            path = Path.Combine(path, part);
            if (new DirectoryInfo(path) is not { Exists: true, LinkTarget: null })
            {
                return null;
            }
        }

        path = Path.Combine(path, parts[^1]);
        return RegularFile.IsThere(path) ? path : null;
    }
}
