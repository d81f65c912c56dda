using System.Text.Json;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Reports.Site;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Makes a site of plain files from the reports of a work directory and from what the site knew before.</summary>
public static class SiteBuild
{
    private const string PagesFolder = "runs";
    private const int PagesMade = 60;
    private const int ChangesTold = 20;
    private const int MostHistoryBytes = 64 << 20;

    /// <summary>
    /// Writes the site; throws <see cref="RunOptionsException"/> when the folder holds something else. A report that cannot be read is
    /// named and left out.
    /// </summary>
    /// <param name="options">The work directory with the reports and images, and the repository with the catalogue.</param>
    /// <param name="folder">Where the site goes; its history is kept and added to.</param>
    /// <param name="stepSummary">The file of a job's summary, which the changes of the new runs are added to; null without one.</param>
    /// <param name="console">Told what was made, and what has changed.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    public static async Task WriteAsync(
        RunOptions options,
        string folder,
        string? stepSummary,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var before = await HistoryOfAsync(folder, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(folder, PagesFolder));
        var history = before.Adding(await RunsAsync(options.Layout, before, folder, console, cancellationToken).ConfigureAwait(false));
        var catalog = CatalogFile.Read(options.Repository);
        var pages = new SitePages(
            new SiteInput
            {
                Distros = [.. catalog.Distros.Select(distro => (distro.Id, distro.Name))],
                History = history,
                Images = await new ArchiveStore(options.Layout.Archive).ListAsync(cancellationToken).ConfigureAwait(false),
                Pages = PagesIn(folder).ToHashSet(),
            }
        );
        var count = 0;
        foreach (var (name, text) in pages.Files())
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await AtomicFile.WriteAllTextAsync(path, text, cancellationToken).ConfigureAwait(false);
            count++;
        }

        var old = before.Runs.Select(run => run.RunId).ToHashSet();
        var changes = SiteChange.Of(history).Where(change => !old.Contains(change.Run.RunId)).Select(change => change.Text).ToList();
        await console
            .WriteLineAsync(
                $"{Path.Combine(folder, "index.html")}: {count} files and {PagesIn(folder).Count()} reports of {history.Runs.Count} runs, "
                    + $"{history.Runs.Count(run => !old.Contains(run.RunId))} of them new"
            )
            .ConfigureAwait(false);
        await TellAsync(changes, stepSummary, console, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Throws <see cref="RunOptionsException"/> when a folder holds something else than a site, before anything is done.</summary>
    public static Task CheckAsync(string folder, CancellationToken cancellationToken) => HistoryOfAsync(folder, cancellationToken);

    // A first site of a thousand nights has changed a thousand times; the pages and the feed have the others.
    private static async Task TellAsync(
        IReadOnlyList<string> changes,
        string? stepSummary,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var told = changes.Take(ChangesTold).Select(ForeignText.Line).ToList();
        foreach (var change in told)
        {
            await console.WriteLineAsync($"  {change}").ConfigureAwait(false);
        }

        if (stepSummary is not null && told.Count > 0)
        {
            var list = string.Concat(told.Select(change => $"- {MarkdownText.Inline(change)}\n"));
            await File.AppendAllTextAsync(stepSummary, $"## Changes since the last nights\n\n{list}\n", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<SiteHistory> HistoryOfAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, SiteHistory.FileName);
        if (File.Exists(folder))
        {
            throw new RunOptionsException($"--output: {folder} is a file; give an empty or new folder");
        }

        if (!File.Exists(path))
        {
            return !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()
                ? SiteHistory.None
                : throw new RunOptionsException(
                    $"--output: {folder} is not empty and is not a site of this project: it has no {SiteHistory.FileName}; give a new folder"
                );
        }

        try
        {
            return SiteHistory.Read(await RegularFile.ReadAllTextAsync(path, MostHistoryBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RunOptionsException($"--output: {path} is not the history of a site: {error.Message}; remove it to start again");
        }
    }

    // Those that are new to the site, and those whose pages it lacks: a report of long ago is not read a thousand times, and a thousand
    // reports are not held at once.
    private static async Task<IReadOnlyList<SiteRun>> RunsAsync(
        WorkLayout layout,
        SiteHistory known,
        string folder,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var runs = new List<SiteRun>();
        var ids = known.Runs.Select(run => run.RunId).ToHashSet();
        var pages = PagesIn(folder).ToHashSet();
        foreach (var (path, index) in ReportReader.PathsIn(layout.Results).Reverse().Select((path, index) => (path, index)))
        {
            var id = ReportReader.RunIdOf(path);
            var lacksPage = index < PagesMade && !pages.Contains(id);
            if (ids.Contains(id) ? !lacksPage : known.HasForgotten(id))
            {
                continue;
            }

            var reading = await ReportReader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (reading.Run is not { } run)
            {
                await console.WriteLineAsync($"{path} is not a report and is skipped: {reading.Fault}").ConfigureAwait(false);
                continue;
            }

            runs.Add(SiteRun.Of(run));
            if (lacksPage)
            {
                await WritePageAsync(run, folder, cancellationToken).ConfigureAwait(false);
            }
        }

        return runs;
    }

    // The site has no evidence beside its pages, so they are made anew and link to none.
    private static async Task WritePageAsync(RunResult run, string folder, CancellationToken cancellationToken)
    {
        var page = await ReportPage
            .RenderAsync(run, [], new WorkLayout(Path.Combine(folder, "nothing")), cancellationToken)
            .ConfigureAwait(false);
        await AtomicFile
            .WriteAllTextAsync(Path.Combine(folder, PagesFolder, $"{run.RunId}.html"), page, cancellationToken)
            .ConfigureAwait(false);
    }

    private static IEnumerable<string> PagesIn(string folder) =>
        Directory.Exists(Path.Combine(folder, PagesFolder))
            ? Directory.EnumerateFiles(Path.Combine(folder, PagesFolder), "*.html").Select(path => Path.GetFileNameWithoutExtension(path)!)
            : [];
}
