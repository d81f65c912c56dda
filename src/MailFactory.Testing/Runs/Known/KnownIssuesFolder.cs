using MailFactory.Testing.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Testing.Runs.Known;

/// <summary>The folder of files with known issues, in YAML; <c>known-issues.schema.json</c> beside them helps editors.</summary>
internal static class KnownIssuesFolder
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads those that a run has to do with; throws as the other overload does.</summary>
    public static Task<KnownIssues> ReadAsync(RunOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        options.UsesKnownIssues
            ? ReadAsync(options.KnownIssues ?? Path.Combine(options.Repository, "known-issues"), time, cancellationToken)
            : Task.FromResult(Known.KnownIssues.None);

    /// <summary>
    /// Reads all of them; a folder that is not there has none. Throws <see cref="KnownIssuesException"/> with every mistake of every file.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock; its local day decides what has expired.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<KnownIssues> ReadAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var issues = new List<KnownIssue>();
        var mistakes = new List<string>();
        foreach (var path in (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yml") : []).Order(StringComparer.Ordinal))
        {
            try
            {
                var text = await RegularFile.ReadAllTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false);
                issues.AddRange(Entries(path, text).SelectMany(entry => entry.Read(mistakes) is { } issue ? (KnownIssue[])[issue] : []));
            }
            catch (YamlException error)
            {
                mistakes.Add($"{path}({error.Start.Line}): {error.InnerException?.Message ?? error.Message}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"{path}: {error.Message}");
            }
        }

        return mistakes.Count == 0
            ? new KnownIssues(issues, DateOnly.FromDateTime(time.GetLocalNow().DateTime))
            : throw new KnownIssuesException($"the known issues are wrong:\n  {string.Join("\n  ", mistakes)}");
    }

    private static IEnumerable<KnownIssueEntry> Entries(string path, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        if (yaml.Documents.Count == 0)
        {
            return [];
        }

        return yaml.Documents[0].RootNode is YamlSequenceNode list
            ? list.Children.Select(node => new KnownIssueEntry(path, node))
            : throw new YamlException(yaml.Documents[0].RootNode.Start, yaml.Documents[0].RootNode.End, "it must be a list of issues");
    }
}
