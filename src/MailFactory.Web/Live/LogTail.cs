using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>The end of a log as it grows.</summary>
internal sealed class LogTail
{
    /// <summary>How many lines a page shows at first.</summary>
    public const int LinesShown = 200;

    private readonly FollowedFile _file;

    private LogTail(string name, string path)
    {
        Name = name;
        _file = new FollowedFile(path, SerialReader.TailSize(LinesShown));
        Lines = [.. _file.Read().TakeLast(LinesShown)];
    }

    /// <summary>The log's name, as <c>Logs --process</c> takes it.</summary>
    public string Name { get; }

    /// <summary>The last lines when it was opened.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>A line that has not ended, such as a prompt.</summary>
    public string Unfinished => _file.Unfinished;

    /// <summary>Opens a log of a work directory; null when it has none of that name.</summary>
    public static LogTail? Open(WorkLayout layout, string name) =>
        LogFiles.Find(layout).FirstOrDefault(log => log.Name == name) is { Path: { } path } ? new LogTail(name, path) : null;

    /// <summary>The lines that came since the last call, the newest of them when there are many.</summary>
    public IReadOnlyList<string> Read() => [.. _file.Read().TakeLast(LinesShown)];
}
