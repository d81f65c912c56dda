using System.Text.Json;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>What some distros have had so far, real or not: <c>docs/tried.json</c> says it, and README has it as a table.</summary>
/// <param name="Distros">Their identifiers.</param>
/// <param name="Install">How an install was tried.</param>
/// <param name="MailServer">How a mail server was tried.</param>
internal sealed record Tried(IReadOnlyList<string> Distros, IReadOnlyList<string> Install, IReadOnlyList<string> MailServer)
{
    /// <summary>The file's name in the repository.</summary>
    public const string FileName = "docs/tried.json";

    // Each way begins with one of these; what follows a colon says more.
    private static readonly string[] _ways = ["real machine", "real packages", "the installer boots", "replay", "not tried"];

    /// <summary>
    /// Reads the file's text; throws <see cref="FormatException"/> when a distro of the catalogue is missing, named twice or unknown, or a
    /// way is none of those that there are.
    /// </summary>
    public static IReadOnlyList<Tried> Read(string json, DistroCatalog catalog)
    {
        var all = json.Length == 0 ? [] : JsonSerializer.Deserialize<IReadOnlyList<Tried>>(json, JsonDialect.Edited) ?? [];
        var named = all.SelectMany(row => row.Distros).ToList();
        var mistakes = catalog
            .Ids.Except(named)
            .Select(id => $"{id} is missing")
            .Concat(named.Except(catalog.Ids).Select(id => $"{id} is not in the catalogue"))
            .Concat(named.CountBy(id => id).Where(count => count.Value > 1).Select(count => $"{count.Key} is named twice"))
            .Concat(
                all.SelectMany(row => row.Install.Concat(row.MailServer))
                    .Where(way => !_ways.Contains(way.Split(':')[0]))
                    .Select(way => WrongValue.Of("way", way, _ways))
            )
            .ToList();
        return mistakes.Count == 0 ? all : throw new FormatException($"{FileName}: {string.Join("; ", mistakes)}");
    }

    /// <summary>The table.</summary>
    public static string Render(IReadOnlyList<Tried> all) =>
        MarkdownText.Head("distro", "install", "mail server")
        + string.Concat(
            all.Select(row =>
                MarkdownText.Row(
                    MarkdownText.Inline(string.Join(", ", row.Distros)),
                    MarkdownText.Inline(string.Join("; ", row.Install)),
                    MarkdownText.Inline(string.Join("; ", row.MailServer))
                )
            )
        );
}
