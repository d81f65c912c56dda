using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>
/// Brings the files that a merged report names into the results folder, so that its links work wherever that folder goes.
/// </summary>
/// <param name="layout">The work directory that gets the report.</param>
internal sealed class EvidenceCopy(WorkLayout layout)
{
    // Logs, screens and bundles are far smaller; the disks of machines, which reports name too, far larger.
    private const long MostBytes = 64L << 20;

    // A report travels: answer files, which hold the run's secrets, and disks stay where they are; bundles have them redacted.
    private static readonly HashSet<string> _kinds = [".log", ".png", ".jsonl", ".zip"];

    /// <summary>
    /// The result with its files by their new names; a file that is not copied keeps a name that leads nowhere, and a bundle none.
    /// </summary>
    public RunResult Take(RunResult run, IReadOnlyDictionary<string, ReportSource> sources) =>
        run with
        {
            Stages =
            [
                .. run.Stages.Select(stage =>
                    stage with
                    {
                        Files = [.. stage.Files.Select(file => Take(run, sources[stage.Distro], stage.Distro, file).Name)],
                    }
                ),
            ],
            Facts = [.. run.Facts.Select(facts => facts with { EvidenceBundle = Bundle(run, sources[facts.Distro], facts) })],
        };

    private string? Bundle(RunResult run, ReportSource source, DistroFacts facts) =>
        facts.EvidenceBundle is { } bundle && Take(run, source, facts.Distro, bundle) is { IsThere: true } taken ? taken.Name : null;

    private (string Name, bool IsThere) Take(RunResult run, ReportSource source, string distro, string file)
    {
        var name =
            $"test_results/merged_{run.RunId}/{distro}/{string.Join('/', file.Split('/').Where(part => part is not ("" or "." or "..")))}";
        if (!_kinds.Contains(Path.GetExtension(file)) || source.Find(file) is not { } from || new FileInfo(from).Length > MostBytes)
        {
            return (name, false);
        }

        try
        {
            var to = Path.Combine(layout.Root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            using var content = RegularFile.OpenRead(from);
            using var copy = new FileStream(to, FileMode.Create, FileAccess.Write);
            content.CopyTo(copy);
            return (name, true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Reports can name a file and another one below it, or more than a path may have: they lose that file alone.
            return (name, false);
        }
    }
}
