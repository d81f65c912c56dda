namespace MailFactory.Testing.Commands.Releasing;

/// <summary>The newest section of a list of changes in Markdown, where each section has a heading of the second level.</summary>
internal static class ChangelogSection
{
    private const string Heading = "## ";

    /// <summary>The lines below the first heading; empty when there is no such file or section.</summary>
    public static string Newest(string? path) =>
        File.Exists(path)
            ? string.Join('\n', File.ReadLines(path).SkipWhile(line => !IsHeading(line)).Skip(1).TakeWhile(line => !IsHeading(line))).Trim()
            : string.Empty;

    private static bool IsHeading(string line) => line.StartsWith(Heading, StringComparison.Ordinal);
}
