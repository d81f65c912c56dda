using MailFactory.Testing.Files;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>
/// Keeps the documents true: TESTING.md, compatibility.json and README.md's table to the reports, the tables in docs/ to the build.
/// </summary>
public static class SupportDocuments
{
    private const string ReadmeName = "README.md";
    private const string ReferenceName = "docs/targets-and-parameters.md";

    /// <summary>
    /// Writes what has changed. What was proven before stays until a newer report of the same distro says something else, so
    /// reports may lie on many hosts.
    /// </summary>
    public static async Task UpdateAsync(
        RunOptions options,
        CommandReference reference,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        foreach (var (name, found, expected) in await RenderAsync(options, reference, cancellationToken).ConfigureAwait(false))
        {
            if (found != expected)
            {
                await AtomicFile
                    .WriteAllTextAsync(Path.Combine(options.Repository, name), expected, cancellationToken)
                    .ConfigureAwait(false);
            }

            await console.WriteLineAsync($"{name}: {(found == expected ? "unchanged" : "written")}").ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The documents that are not what <see cref="UpdateAsync"/> would write, each with its first difference; changes nothing. The
    /// console is told of those that are.
    /// </summary>
    public static async Task<IReadOnlyList<DocumentDrift>> CheckAsync(
        RunOptions options,
        CommandReference reference,
        TextWriter console,
        CancellationToken cancellationToken
    ) =>
        await DocumentDrift
            .OfAsync(await RenderAsync(options, reference, cancellationToken).ConfigureAwait(false), console)
            .ConfigureAwait(false);

    private static async Task<IReadOnlyList<(string Name, string Found, string Expected)>> RenderAsync(
        RunOptions options,
        CommandReference reference,
        CancellationToken cancellationToken
    )
    {
        var recorded = await ReadAsync(options, Compatibility.FileName, cancellationToken).ConfigureAwait(false);
        var catalog = CatalogFile.Read(options.Repository);
        var compatibility = Compatibility.Of(
            catalog,
            recorded.Length == 0 ? null : Compatibility.Read(recorded),
            (await ReportArchive.LoadAsync(options.Layout, cancellationToken).ConfigureAwait(false)).Runs
        );
        var testing = await ReadAsync(options, TestingDocument.FileName, cancellationToken).ConfigureAwait(false);
        var readme = await ReadAsync(options, ReadmeName, cancellationToken).ConfigureAwait(false);
        var tried = Tried.Read(await ReadAsync(options, Tried.FileName, cancellationToken).ConfigureAwait(false), catalog);
        var page = await ReadAsync(options, ReferenceName, cancellationToken).ConfigureAwait(false);
        return
        [
            (Compatibility.FileName, recorded, compatibility.Render()),
            (TestingDocument.FileName, testing, TestingDocument.Render(compatibility)),
            (
                ReadmeName,
                readme,
                Section(
                    ReadmeName,
                    Section(ReadmeName, readme, "installed", SupportMatrix.RenderShort(compatibility)),
                    "tried",
                    Tried.Render(tried)
                )
            ),
            (
                ReferenceName,
                page,
                Section(
                    ReferenceName,
                    Section(ReferenceName, page, "targets", reference.RenderTargets()),
                    "parameters",
                    reference.RenderParameters()
                )
            ),
        ];
    }

    private static string Section(string file, string document, string name, string text)
    {
        try
        {
            return DocumentSection.Replace(document, name, text);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    private static async Task<string> ReadAsync(RunOptions options, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Repository, name);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) : string.Empty;
    }
}
