namespace MailFactory.TestKit;

/// <summary>Finds the repository that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "MailFactory.slnx")) ? directory : FindRoot(Path.GetDirectoryName(directory)!);
}
