using System.Reflection;

namespace MailFactory.Testing.Reports;

/// <summary>Style sheets, scripts and templates that are compiled into the library.</summary>
internal static class ReportResources
{
    /// <summary>The style sheet of the charts.</summary>
    public const string GanttStyle = "Reports/Charts/gantt.css";

    /// <summary>The text of a resource.</summary>
    public static string Text(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
