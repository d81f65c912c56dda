using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Merging;

/// <summary>A report of a run that was found in one of the folders to merge.</summary>
/// <param name="Folder">The folder as it was given.</param>
/// <param name="Path">The report's file.</param>
/// <param name="Run">What it says.</param>
internal sealed record ReportSource(string Folder, string Path, RunResult Run)
{
    private const string Results = "test_results";

    /// <summary>When the run did its last piece of work on a distro; null when it did none.</summary>
    public DateTimeOffset? LastWork(string distro) =>
        Run.Stages.Where(stage => stage.Distro == distro).Select(stage => (DateTimeOffset?)stage.Started).Max();

    /// <summary>The facts of a distro, made of the run's own when it has none.</summary>
    public DistroFacts Facts(string distro) =>
        Run.Facts.FirstOrDefault(facts => facts.Distro == distro)
        ?? new DistroFacts
        {
            Distro = distro,
            Name = distro,
            Accelerator = Run.Accelerator,
        };

    /// <summary>
    /// Where a file that the report names is; null when it is not there, not below the run's own folder, or no regular file.
    /// </summary>
    public string? Find(string name)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        // An artifact made of the results folder alone has its files at the top.
        if (System.IO.Path.GetFileName(folder) == Results)
        {
            return FolderContent.Find(System.IO.Path.GetDirectoryName(folder)!, name);
        }

        return FolderContent.Find(folder, name.StartsWith($"{Results}/", StringComparison.Ordinal) ? name[(Results.Length + 1)..] : name);
    }
}
