using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>What the page of one distro shows.</summary>
internal sealed record MachinePage
{
    public required string Distro { get; init; }

    /// <summary>How it stands, as HTML.</summary>
    public required string Row { get; init; }

    /// <summary>Whether there is, or may come, a picture of its screen.</summary>
    public required bool HasScreen { get; init; }

    /// <summary>The names of its logs.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>The log that is shown: the one that was asked for or written to last; null while there is none.</summary>
    public required LogTail? Log { get; init; }

    /// <summary>The page of a distro; null when it is not part of the run.</summary>
    public static MachinePage? Of(LiveSnapshot now, WorkLayout layout, string distro, string? log)
    {
        if (RowOf(now, distro) is not { } row)
        {
            return null;
        }

        var logs = LogFiles.Find(layout).Where(file => file.Name.EndsWith($"_{distro}", StringComparison.Ordinal)).ToList();
        var shown = log ?? logs.OrderByDescending(file => File.GetLastWriteTimeUtc(file.Path)).Select(file => file.Name).FirstOrDefault();
        return new MachinePage
        {
            Distro = distro,
            Row = row,
            HasScreen = Directory.Exists(layout.Machine(distro)),
            Logs = [.. logs.Select(file => file.Name)],
            Log = shown is null ? null : LogTail.Open(layout, shown),
        };
    }

    /// <summary>A distro's row as a section of its own; null when it is not part of the run.</summary>
    public static string? RowOf(LiveSnapshot now, string distro) =>
        now.Page.Rows.FirstOrDefault(row => row.Distro == distro) is { } row
            ? LiveHtml.Part("row", new { Row = row, now.Page.Stages })
            : null;
}
