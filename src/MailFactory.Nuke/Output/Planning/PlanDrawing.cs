using System.Globalization;
using System.Xml.Linq;
using Nuke.Common.Output.Planning.Layout;

namespace Nuke.Common.Output.Planning;

/// <summary>The graph of a plan as SVG elements; colours and highlights are the page's.</summary>
internal sealed class PlanDrawing
{
    private const double Margin = 12;
    private const double WantedWidth = 940;

    private readonly PlanGraph _graph;
    private readonly GraphLayout _layout;

    public PlanDrawing(PlanGraph graph)
    {
        _graph = graph;
        _layout = new GraphLayout([.. graph.Nodes.Select(WidthOf)], [.. graph.Edges.Select(x => (x.From, x.To))], WantedWidth);
    }

    public XElement Render() =>
        new(
            "svg",
            new XAttribute("class", "graph"),
            new XAttribute("viewBox", Invariant($"0 0 {_layout.Width + (2 * Margin):0} {_layout.Height + (2 * Margin):0}")),
            new XAttribute("width", Invariant($"{_layout.Width + (2 * Margin):0}")),
            new XAttribute("role", "group"),
            new XAttribute("aria-labelledby", "graph-title graph-desc"),
            new XElement("title", new XAttribute("id", "graph-title"), "Targets and their order"),
            new XElement("desc", new XAttribute("id", "graph-desc"), Description()),
            new XElement("defs", Enum.GetValues<PlanRelation>().Select(Arrow)),
            new XElement(
                "g",
                new XAttribute("transform", $"translate({Margin} {Margin})"),
                _graph.Edges.Select(Edge),
                _graph.Nodes.Select(Node)
            )
        );

    /// <summary>The arrow's line from the bottom of one node, through the bends, to the top of the other.</summary>
    public string PathOf(PlanEdge edge)
    {
        var (from, to) = (_layout.Boxes[edge.From], _layout.Boxes[edge.To]);

        // Two relations between the same targets run side by side.
        var shift = _graph.Edges.Count(x => x.From == edge.From && x.To == edge.To && x.Relation < edge.Relation) * 8;
        var path = Invariant($"M{from.Centre + shift:0.#} {from.Bottom:0.#}");
        var (x, y) = (from.Centre + shift, from.Bottom);
        foreach (var bend in _layout.BendsOf(edge.From, edge.To))
        {
            path += Curve(x, y, bend.Centre + shift, bend.Y) + Invariant($"V{bend.Bottom:0.#}");
            (x, y) = (bend.Centre + shift, bend.Bottom);
        }

        return path + Curve(x, y, to.Centre + shift, to.Y - 3);
    }

    private static string Curve(double x, double y, double toX, double toY) =>
        Invariant($"C{x:0.#} {(y + toY) / 2:0.#} {toX:0.#} {(y + toY) / 2:0.#} {toX:0.#} {toY:0.#}");

    private string Description() =>
        $"{_graph.Nodes.Count} targets; each arrow leads from a target to one that comes later. The plan of {_graph.Invoked}: "
        + $"{string.Join(", ", _graph.Planned.Select(x => x.Name))}.";

    private static XElement Arrow(PlanRelation relation) =>
        new(
            "marker",
            new XAttribute("id", $"arrow-{ClassOf(relation)}"),
            new XAttribute("viewBox", "0 0 8 8"),
            new XAttribute("refX", "6"),
            new XAttribute("refY", "4"),
            new XAttribute("markerWidth", "8"),
            new XAttribute("markerHeight", "8"),
            new XAttribute("markerUnits", "userSpaceOnUse"),
            new XAttribute("orient", "auto"),
            new XElement("path", new XAttribute("class", $"head {ClassOf(relation)}"), new XAttribute("d", "M0 0L8 4L0 8z"))
        );

    private XElement Edge(PlanEdge edge) =>
        new(
            "path",
            new XAttribute(
                "class",
                $"edge {ClassOf(edge.Relation)}{(IsPlanned(edge.From) && IsPlanned(edge.To) ? " planned" : string.Empty)}"
            ),
            new XAttribute("d", PathOf(edge)),
            new XAttribute("marker-end", $"url(#arrow-{ClassOf(edge.Relation)})"),
            new XAttribute("data-from", edge.From),
            new XAttribute("data-to", edge.To)
        );

    private XElement Node(PlanNode node, int index)
    {
        var box = _layout.Boxes[index];
        return new XElement(
            "g",
            new XAttribute("class", $"node {PlanWords.Of(node.Fate)}{(node.Target.Invoked ? " invoked" : string.Empty)}"),
            new XAttribute("transform", Invariant($"translate({box.X:0.#} {box.Y:0.#})")),
            new XAttribute("tabindex", "0"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", Story(node)),
            new XAttribute("data-target", index),
            new XAttribute("data-name", node.Name),
            new XAttribute("data-runs", string.Join(' ', node.Runs)),
            new XElement("title", Story(node)),
            new XElement(
                "rect",
                new XAttribute("width", Invariant($"{box.Width:0.#}")),
                new XAttribute("height", box.Height),
                new XAttribute("rx", "7")
            ),
            Text("name", box.Width / 2, 20, node.Name),
            Text("state", box.Width / 2, 37, State(node))
        );
    }

    private static XElement Text(string kind, double x, double y, string text) =>
        new("text", new XAttribute("class", kind), new XAttribute("x", Invariant($"{x:0.#}")), new XAttribute("y", y), text);

    private static string State(PlanNode node) =>
        node.Fate switch
        {
            PlanFate.Run => $"{node.Number} · runs",
            PlanFate.Decide => $"{node.Number} · decided at run time",
            PlanFate.Skip => $"{node.Number} · skipped",
            _ => "not in the plan",
        };

    /// <summary>Everything about a target in a sentence or two, for those who point at it and those who listen.</summary>
    private static string Story(PlanNode node)
    {
        var fate = node.Fate switch
        {
            PlanFate.Decide => $"{node.Number} · {node.Reason}",
            PlanFate.Skip => $"{node.Number} · skipped ({node.Reason})",
            _ => State(node),
        };
        var description = node.Target.Description is { Length: > 0 } text ? $" {text.TrimEnd('.')}." : string.Empty;
        return $"{node.Name}: {fate}.{description}";
    }

    private bool IsPlanned(int index) => _graph.Nodes[index].Number is not null;

    /// <summary>Room for the name and the line below it, at 9.2 and 6.6 pixels a character of their sizes.</summary>
    private static double WidthOf(PlanNode node) =>
        Math.Max(104, Math.Ceiling(Math.Max(node.Name.Length * 9.2, State(node).Length * 6.6)) + 24);

    private static string ClassOf(PlanRelation relation) => relation.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
