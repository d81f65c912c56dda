using System.Text.RegularExpressions;

namespace MailFactory.Testing.Tests;

/// <summary>The rules of the house; each returns its violations, one sentence each.</summary>
internal static partial class ArchitectureRules
{
    private const string Library = "src/MailFactory.Testing/";
    private const int MostLines = 400;
    private const int Width = 140;
    private const double ShareOfWideLines = 0.002;

    /// <summary>The namespace follows the folder.</summary>
    public static IEnumerable<string> Namespace(SourceFile file)
    {
        var expected = Path.GetDirectoryName(file.Path[(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)..])!.Replace('/', '.');
        return DeclaredNamespace().Match(file.Text).Groups[1].Value is var found && found == expected
            ? []
            : [$"{file.Path}: namespace '{found}' instead of '{expected}'"];
    }

    /// <summary>Files stay small.</summary>
    public static IEnumerable<string> Length(SourceFile file) =>
        file.Text.Count(c => c == '\n') is var lines && lines > MostLines ? [$"{file.Path}: {lines} lines, {MostLines} at most"] : [];

    /// <summary>Lines end before column 140, but for 2 in 1000: data and scripts that cannot be broken.</summary>
    public static IEnumerable<string> Widths(IReadOnlyList<SourceFile> files)
    {
        var lines = files.SelectMany(file => file.Text.Split('\n').Select(line => (file.Path, line.Length))).ToList();
        var wide = lines.Where(line => line.Length > Width).ToList();
        return wide.Count <= lines.Count * ShareOfWideLines
            ? []
            : wide.Select(line => $"{line.Path}: a line of {line.Length} columns, {Width} at most");
    }

    /// <summary>A public type is in the file of its name.</summary>
    public static IEnumerable<string> TypeName(SourceFile file) =>
        PublicType()
            .Matches(file.Text)
            .Select(match => match.Groups[1].Value)
            .Where(type => type != file.Name && !file.Name.StartsWith($"{type}.", StringComparison.Ordinal))
            .Select(type => $"{file.Path}: holds the public type {type}");

    /// <summary>Only the folder Processes starts programs.</summary>
    public static IEnumerable<string> Processes(SourceFile file) =>
        FolderOf(file) != "Processes" && StartsPrograms().Match(file.Text) is { Success: true } match
            ? [$"{file.Path}: uses {match.Value}"]
            : [];

    /// <summary>Only the folder Amounts knows how spans and sizes are written.</summary>
    public static IEnumerable<string> Amounts(SourceFile file) =>
        FolderOf(file) != "Amounts" && WritesAmounts().Match(file.Text) is { Success: true } match
            ? [$"{file.Path}: writes an amount of its own: {match.Value}"]
            : [];

    /// <summary>No code knows a distro by its identifier; what differs between distros is data.</summary>
    public static IEnumerable<string> DistroNames(SourceFile file, IEnumerable<string> identifiers) =>
        identifiers
            .Where(identifier => file.Text.Contains($"\"{identifier}\"", StringComparison.Ordinal))
            .Select(identifier => $"{file.Path}: knows the distro \"{identifier}\"");

    private static string FolderOf(SourceFile file) =>
        file.Path.StartsWith(Library, StringComparison.Ordinal) ? file.Path[Library.Length..].Split('/')[0] : string.Empty;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"^public (?:\w+ )*?(?:record struct|record class|class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"\.Total(?:Hours|Minutes|Seconds|Milliseconds)(?:, *\d+)?:0[.0#]*\} ?(?:h|min|s|ms)\b|/ 1e[369](?:, *\d+)?:0[.0#]*\} ?[kMG]B"
    )]
    private static partial Regex WritesAmounts();

    [GeneratedRegex(@"\busing CliWrap\b|\bCliWrap\.|\bProcess\.Start\b|\bProcessStartInfo\b")]
    private static partial Regex StartsPrograms();
}
