using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Workflows.Definitions;
using MailFactory.Workflows.Model;

namespace MailFactory.Workflows;

/// <summary>The workflows of GitHub Actions in .github/workflows, which are written and never edited.</summary>
public static class WorkflowFiles
{
    private const string Folder = ".github/workflows";

    /// <summary>Texts by their paths in the repository, of the workflows that the catalogue and the timeouts decide.</summary>
    internal static IReadOnlyDictionary<string, string> Render(DistroCatalog catalogue) =>
        new[]
        {
            NightlyMatrix.Of(new MatrixJobs(catalogue)),
            ReleaseImages.Of(new MatrixJobs(catalogue) { IsForRelease = true }),
            CheckMedia.Of(catalogue),
            WeeklyBenchmarks.Create(),
        }.ToDictionary(workflow => PathOf(workflow.Name), WorkflowYaml.Render);

    /// <summary>The path of a workflow in the repository.</summary>
    public static string PathOf(string name) => $"{Folder}/{name}.yml";

    /// <summary>Writes what has changed, those that the build itself declares included.</summary>
    public static async Task WriteAsync(
        string repository,
        IReadOnlyDictionary<string, string> declared,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        foreach (var (path, found, expected) in await CompareAsync(repository, declared, cancellationToken).ConfigureAwait(false))
        {
            if (found != expected)
            {
                await AtomicFile.WriteAllTextAsync(Path.Combine(repository, path), expected, cancellationToken).ConfigureAwait(false);
            }

            await console.WriteLineAsync($"{path}: {(found == expected ? "unchanged" : "written")}").ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The files that are not what <see cref="WriteAsync"/> would write, each with its first difference; changes nothing. The
    /// console is told of those that are.
    /// </summary>
    public static async Task<IReadOnlyList<DocumentDrift>> CheckAsync(
        string repository,
        IReadOnlyDictionary<string, string> declared,
        TextWriter console,
        CancellationToken cancellationToken
    ) =>
        await DocumentDrift
            .OfAsync(await CompareAsync(repository, declared, cancellationToken).ConfigureAwait(false), console)
            .ConfigureAwait(false);

    private static async Task<IReadOnlyList<(string Path, string Found, string Expected)>> CompareAsync(
        string repository,
        IReadOnlyDictionary<string, string> declared,
        CancellationToken cancellationToken
    )
    {
        var files = new List<(string, string, string)>();
        foreach (var (path, expected) in declared.Concat(Render(DistroCatalog.Load(Path.Combine(repository, "preseeds", "catalog.json")))))
        {
            var full = Path.Combine(repository, path);
            files.Add(
                (
                    path,
                    File.Exists(full) ? await File.ReadAllTextAsync(full, cancellationToken).ConfigureAwait(false) : string.Empty,
                    expected
                )
            );
        }

        return files;
    }
}
