using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>The plan as a fragment for the page of the build engine, whose colours it takes.</summary>
internal static class MatrixPlanHtml
{
    private const string StyleSheet = "Planning/matrix-plan.css";

    private static readonly string[] _columns = ["Distro", "Starts", "Ends", "Machine", "Durations learned", "Reused"];

    /// <summary>The fragment: well-formed elements, everything that is not ours escaped.</summary>
    public static string Render(MatrixPlan plan) =>
        string.Concat(Elements(plan).Select(element => element.ToString(SaveOptions.DisableFormatting) + "\n"));

    private static IEnumerable<XElement> Elements(MatrixPlan plan) =>
        [
            new("style", ReportResources.Text(ReportResources.GanttStyle) + ReportResources.Text(StyleSheet)),
            new("h2", "The matrix"),
            new("p", new XAttribute("class", "headline"), MatrixPlanWords.Headline(plan)),
            .. plan.Notes.Select(note => new XElement("p", new XAttribute("class", "unmet"), note)),
            new("ul", new XAttribute("class", "legend stages"), Enum.GetValues<Stage>().Select(Legend)),
            new(
                "div",
                new XAttribute("class", "scroll"),
                new XAttribute("tabindex", "0"),
                new XAttribute("role", "region"),
                new XAttribute("aria-label", "Schedule, scrolls sideways"),
                GanttChart.Render(plan)
            ),
            new(
                "dl",
                MatrixPlanWords.Facts(plan).SelectMany(fact => new[] { new XElement("dt", fact.Name), new XElement("dd", fact.Value) })
            ),
            new("h3", "Waves"),
            new("ol", new XAttribute("class", "waves"), plan.Schedule.Waves.Select(wave => new XElement("li", MatrixPlanWords.Of(wave)))),
            new("h3", "Distros"),
            Table(plan),
        ];

    private static XElement Legend(Stage stage) =>
        new(
            "li",
            new XElement(
                "span",
                new XAttribute("class", $"swatch {stage.ToString().ToLowerInvariant()}"),
                new XAttribute("aria-hidden", "true"),
                string.Empty
            ),
            RunWords.Of(stage)
        );

    private static XElement Table(MatrixPlan plan) =>
        new(
            "div",
            new XAttribute("class", "scroll"),
            new XElement(
                "table",
                new XElement(
                    "thead",
                    new XElement("tr", _columns.Select(name => new XElement("th", new XAttribute("scope", "col"), name)))
                ),
                new XElement("tbody", plan.Distros.Select(Row))
            )
        );

    private static XElement Row(PlannedDistro distro) =>
        new(
            "tr",
            new XElement("th", new XAttribute("scope", "row"), distro.Distro.Id),
            new XElement("td", Spans.Planned(distro.Items.Select(item => item.Start).DefaultIfEmpty().Min())),
            new XElement("td", Spans.Planned(distro.End)),
            new XElement(
                "td",
                distro.Items.FirstOrDefault(item => item.Item.RunsMachine) is { } machine
                    ? $"{machine.Item.Needs.MemoryMiB} MiB, {machine.Item.Needs.Cpus} CPUs"
                    : string.Empty
            ),
            new XElement("td", $"{distro.Learned} of {distro.Items.Count}"),
            new XElement("td", distro.Archive?.DiskFile ?? string.Empty)
        );
}
