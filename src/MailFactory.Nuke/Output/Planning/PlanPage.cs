using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Nuke.Common.Output.Planning;

/// <summary>The plan as one page that needs nothing beside itself.</summary>
internal static class PlanPage
{
    private static readonly string[] Columns = ["#", "Target", "Fate", "Why", "Comes after"];

    public static string Render(PlanGraph graph, IReadOnlyList<string> unmet, string details)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
        foreach (var element in Head(graph))
        {
            page.Append(Markup(element)).Append('\n');
        }

        page.Append($"<style>\n{Resource("plan.css")}</style>\n</head>\n<body>\n");
        page.Append(Markup(Header(graph))).Append("\n<main>\n");
        page.Append(Markup(GraphSection(graph))).Append('\n');
        page.Append(Markup(OrderSection(graph, unmet))).Append('\n');
        if (details.Length > 0)
        {
            page.Append("<section class=\"details\">\n").Append(details).Append("\n</section>\n");
        }

        return page.Append($"</main>\n<script>\n{Resource("plan.js")}</script>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The policy allows nothing that is not on the page, so that a fragment of the build cannot fetch anything either.</summary>
    private static IEnumerable<XElement> Head(PlanGraph graph) =>
        [
            new("meta", new XAttribute("charset", "utf-8")),
            new("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new(
                "meta",
                new XAttribute("http-equiv", "Content-Security-Policy"),
                new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:")
            ),
            new("link", new XAttribute("rel", "icon"), new XAttribute("href", "data:,")),
            new("title", $"Execution plan of {graph.Invoked}"),
        ];

    private static XElement Header(PlanGraph graph) =>
        new(
            "header",
            new XElement(
                "div",
                new XElement("h1", "Execution plan"),
                new XElement("p", new XElement("strong", graph.Invoked), $": {graph.Tally}")
            ),
            new XElement("button", new XAttribute("type", "button"), new XAttribute("id", "theme"), "Light or dark")
        );

    private static XElement GraphSection(PlanGraph graph) =>
        new(
            "section",
            new XAttribute("aria-label", "Target graph"),
            new XElement("ul", new XAttribute("class", "legend"), Legend()),
            new XElement(
                "div",
                new XAttribute("class", "scroll"),
                new XAttribute("tabindex", "0"),
                new XAttribute("role", "region"),
                new XAttribute("aria-label", "Graph, scrolls sideways"),
                new PlanDrawing(graph).Render()
            ),
            new XElement(
                "p",
                new XAttribute("id", "told"),
                new XAttribute("role", "status"),
                "Point at a target, or move to it with the Tab key, to see what it would run."
            )
        );

    private static IEnumerable<XElement> Legend() =>
        new[]
        {
            ("line execution", "depends on"),
            ("line order", "only the order"),
            ("line trigger", "triggers"),
            ("box run", "runs"),
            ("box maybe", "decided at run time"),
            ("box skip", "skipped"),
            ("box none", "not in the plan"),
        }.Select(x => new XElement(
            "li",
            new XElement("span", new XAttribute("class", x.Item1), new XAttribute("aria-hidden", "true"), string.Empty),
            x.Item2
        ));

    private static XElement OrderSection(PlanGraph graph, IReadOnlyList<string> unmet) =>
        new(
            "section",
            new XElement("h2", "In order"),
            unmet.Count == 0
                ? null
                : new XElement(
                    "div",
                    new XAttribute("class", "unmet"),
                    "It would not start: ",
                    new XElement("ul", unmet.Select(x => new XElement("li", x)))
                ),
            new XElement(
                "div",
                new XAttribute("class", "scroll"),
                new XElement(
                    "table",
                    new XElement(
                        "thead",
                        new XElement(
                            "tr",
                            Columns.Select(x => new XElement("th", new XAttribute("scope", "col"), x == Columns[^1] ? After() : null, x))
                        )
                    ),
                    new XElement("tbody", graph.Planned.Select(x => Row(graph, x)))
                )
            )
        );

    private static XElement Row(PlanGraph graph, PlanNode node) =>
        new(
            "tr",
            new XAttribute("class", PlanWords.Of(node.Fate)),
            new XAttribute("data-name", node.Name),
            new XAttribute("data-runs", string.Join(' ', node.Runs)),
            new XElement("td", node.Number),
            new XElement("th", new XAttribute("scope", "row"), node.Name),
            new XElement("td", new XElement("span", new XAttribute("class", "fate"), PlanWords.Of(node.Fate))),
            new XElement("td", node.Reason.Length > 0 ? node.Reason : node.Target.Description ?? string.Empty),
            new XElement(
                "td",
                After(),
                string.Join(
                    "; ",
                    Enum.GetValues<PlanRelation>()
                        .Select(x => (Relation: x, Before: graph.Before(node, x)))
                        .Where(x => x.Before.Count > 0)
                        .Select(x => $"{PlanWords.Of(x.Relation)} {string.Join(", ", x.Before)}")
                )
            )
        );

    /// <summary>What narrow screens leave out, as the graph shows it too.</summary>
    private static XAttribute After() => new("class", "after");

    private static string Markup(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static string Resource(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The engine was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
