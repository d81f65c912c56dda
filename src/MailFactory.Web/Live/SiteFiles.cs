using MailFactory.Testing.Files;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>The files of a work directory that the site shows: reports, logs and pictures; never keys, disks or accounts.</summary>
internal static class SiteFiles
{
    /// <summary>Where they are on the site.</summary>
    public const string Prefix = "/files/";

    private static readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
        [".log"] = "text/plain; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
        [".png"] = "image/png",
        [".zip"] = "application/zip",
    };

    /// <summary>The report page of a run; null when there is none.</summary>
    public static string? NewestReport(WorkLayout layout, string runId)
    {
        if (runId.Length == 0)
        {
            return null;
        }

        var page = ReportFiles.For(layout, runId).Page;
        return RegularFile.IsThere(page) ? $"{Prefix}{Relative(layout, layout.Results)}/{Path.GetFileName(page)}" : null;
    }

    /// <summary>The path and the content type of a file that the site shows; null for every other.</summary>
    /// <param name="layout">The work directory.</param>
    /// <param name="name">The path below it.</param>
    public static (string Path, string Type)? Find(WorkLayout layout, string name)
    {
        var extension = Path.GetExtension(name);
        return
            IsShown(layout, name, extension)
            && _types.TryGetValue(extension, out var type)
            && FolderContent.Find(layout.Root, name) is { } path
            ? (path, type)
            : null;
    }

    // Reports may be of any type of ours; elsewhere only logs and pictures are, which were written to be read by people.
    private static bool IsShown(WorkLayout layout, string name, string extension) =>
        name.StartsWith($"{Relative(layout, layout.Results)}/", StringComparison.Ordinal)
        || (
            extension is ".log" or ".png"
            && (
                name.StartsWith($"{Relative(layout, layout.Machines)}/", StringComparison.Ordinal)
                || name.StartsWith($"{Relative(layout, layout.Logs)}/", StringComparison.Ordinal)
            )
        );

    private static string Relative(WorkLayout layout, string folder) => Path.GetRelativePath(layout.Root, folder);
}
