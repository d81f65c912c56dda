using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>A file that a report names, as it is found in a work directory.</summary>
/// <param name="Name">Its path as the report has it, relative to the work directory.</param>
/// <param name="Path">Where it is.</param>
internal sealed record EvidenceFile(string Name, string Path)
{
    /// <summary>Whether it is a picture of a screen.</summary>
    public bool IsScreenshot => Name.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is the text of a console or of an installer.</summary>
    public bool IsLog => Name.EndsWith(".log", StringComparison.Ordinal);

    /// <summary>
    /// The files of some stages that are there, each once. A path that leads out of the work directory, by a link or without, is passed
    /// over: a report
    /// from elsewhere must not make us show files of this host.
    /// </summary>
    public static IReadOnlyList<EvidenceFile> Find(IEnumerable<StageResult> stages, WorkLayout layout)
    {
        var root = System.IO.Path.GetFullPath(layout.Root);
        return
        [
            .. stages
                .SelectMany(stage => stage.Files)
                .Distinct()
                .Select(name => (Name: name, Path: FolderContent.Find(root, name)))
                .Where(file => file.Path is not null)
                .Select(file => new EvidenceFile(file.Name, file.Path!)),
        ];
    }

    /// <summary>The link to it from a page in the results folder.</summary>
    public static string Link(string name) => $"../{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}
