using System.Reflection;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Page;

namespace MailFactory.Web.Live;

/// <summary>The pages as HTML; every text of a run, a guest or a server is encoded on its way.</summary>
internal static class LiveHtml
{
    /// <summary>A part of a page.</summary>
    public static string Part(string name, object model) => PageTemplate.Render(name, Asset($"{name}.liquid"), model);

    /// <summary>The matrix of distros and stages.</summary>
    public static string Home(LiveSnapshot now) => Page($"run {now.Page.RunId}", "/stream", now, Part("home", now));

    /// <summary>One distro: its row, its screen, its logs.</summary>
    public static string Machine(LiveSnapshot now, MachinePage machine)
    {
        var log = machine.Log is { } shown ? $"&log={Uri.EscapeDataString(shown.Name)}" : string.Empty;
        return Page(machine.Distro, $"/stream?distro={Uri.EscapeDataString(machine.Distro)}{log}", now, Part("machine", machine));
    }

    /// <summary>One log.</summary>
    public static string Log(LiveSnapshot now, LogTail log) =>
        Page(log.Name, $"/stream?log={Uri.EscapeDataString(log.Name)}", now, Part("log", log));

    /// <summary>A file of the site itself; the charts' and reports' style sheet is theirs.</summary>
    public static string Asset(string name)
    {
        if (name == "report.css")
        {
            return ReportResources.Text("Reports/Page/report.css");
        }

        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Web/{name}")
            ?? throw new InvalidOperationException($"The site was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Page(string title, string stream, LiveSnapshot now, string body) =>
        Part(
            "page",
            new
            {
                Title = title,
                Stream = stream,
                now.Status,
                Body = body,
            }
        );
}
