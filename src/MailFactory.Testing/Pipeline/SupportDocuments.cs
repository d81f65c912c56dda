using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>Keeps the documents true: TESTING.md and compatibility.json to the reports, README.md's tables also to the build.</summary>
public static class SupportDocuments
{
    /// <summary>
    /// Writes what has changed. What was proven before stays until a newer report of the same distro says something else, so
    /// reports may lie on many hosts.
    /// </summary>
    public static async Task UpdateAsync(RunOptions options, CommandReference reference, TextWriter console, CancellationToken cancellationToken)
    {
        foreach (var (name, found, expected) in await RenderAsync(options, reference, cancellationToken).ConfigureAwait(false))
        {
            if (found != expected)
            {
                await AtomicFile.WriteAllTextAsync(Path.Combine(options.Repository, name), expected, cancellationToken).ConfigureAwait(false);
            }

            await console.WriteLineAsync($"{name}: {(found == expected ? "unchanged" : "written")}").ConfigureAwait(false);
        }
    }

    /// <summary>The documents that are not what <see cref="UpdateAsync"/> would write, each with its first difference; changes nothing.</summary>
    public static async Task<IReadOnlyList<DocumentDrift>> CheckAsync(RunOptions options, CommandReference reference, CancellationToken cancellationToken) =>
        [.. (await RenderAsync(options, reference, cancellationToken).ConfigureAwait(false)).Select(document => DocumentDrift.Between(document.Name, document.Found, document.Expected)).OfType<DocumentDrift>()];

    private static async Task<IReadOnlyList<(string Name, string Found, string Expected)>> RenderAsync(
        RunOptions options, CommandReference reference, CancellationToken cancellationToken)
    {
        var recorded = await ReadAsync(options, Compatibility.FileName, cancellationToken).ConfigureAwait(false);
        var compatibility = Compatibility.Of(
            DistroCatalog.Load(Path.Combine(options.Repository, "preseeds", "catalog.json")),
            recorded.Length == 0 ? null : Compatibility.Read(recorded),
            (await ReportArchive.LoadAsync(options.Layout, cancellationToken).ConfigureAwait(false)).Runs);
        var testing = await ReadAsync(options, TestingDocument.FileName, cancellationToken).ConfigureAwait(false);
        var readme = await ReadAsync(options, "README.md", cancellationToken).ConfigureAwait(false);
        return
        [
            (Compatibility.FileName, recorded, compatibility.Render()),
            (TestingDocument.FileName, testing, TestingDocument.Render(compatibility)),
            ("README.md", readme, Readme(readme, compatibility, reference)),
        ];
    }

    private static string Readme(string text, Compatibility compatibility, CommandReference reference)
    {
        text = DocumentSection.Replace(text, "installed", SupportMatrix.Render(compatibility));
        text = DocumentSection.Replace(text, "targets", reference.RenderTargets());
        return DocumentSection.Replace(text, "parameters", reference.RenderParameters());
    }

    private static async Task<string> ReadAsync(RunOptions options, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Repository, name);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) : string.Empty;
    }
}
