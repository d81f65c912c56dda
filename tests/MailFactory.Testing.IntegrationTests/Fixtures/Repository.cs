namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>Finds files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>A path below the repository's root.</summary>
    public static string File(params string[] parts)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "MailFactory.slnx")))
        {
            directory = directory.Parent;
        }

        return Path.Combine([directory?.FullName ?? AppContext.BaseDirectory, .. parts]);
    }
}
