namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>How an installer that is stuck shows what it wants, so that a report can quote that and no more.</summary>
internal sealed record InstallDialog
{
    /// <summary>Regular expressions for the lines of progress that come before it.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Regular expressions for lines that are no part of what it says.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The words in front of what it says, which are left out; empty when there are none.</summary>
    public string Heading { get; init; } = string.Empty;

    /// <summary>Every expression.</summary>
    internal IEnumerable<string> Patterns => [.. Before, .. Without];

    /// <summary>The lines that belong to the dialog, in one.</summary>
    internal string Quote(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var begin = all.FindLastIndex(line => IsAny(Before, line)) + 1;
        return string.Join(' ', all.Skip(begin).Where(line => !IsAny(Without, line)).Select(WithoutHeading));
    }

    private static bool IsAny(IEnumerable<string> patterns, string line) => patterns.Any(pattern => LinearRegex.IsMatch(pattern, line));

    private string WithoutHeading(string line) =>
        (Heading.Length == 0 ? line : line.Replace(Heading, string.Empty, StringComparison.Ordinal)).Trim();
}
