namespace Nuke.Common.Output.Planning;

/// <summary>The plan as a table for people.</summary>
internal static class PlanText
{
    public static void Write(BuildConsole console, PlanGraph graph, IReadOnlyList<string> unmet, string details)
    {
        console.WriteLine($"Plan of {graph.Invoked} ({graph.Tally}), in order:", Style.Strong);
        console.WriteLine();
        var width = graph.Planned.Select(x => x.Name.Length).DefaultIfEmpty().Max();
        foreach (var node in graph.Planned)
        {
            WriteNode(console, graph, node, width);
        }

        WriteLines(console, "It would not start:", unmet);
        WriteRest(console, graph);
        if (details.Length == 0)
        {
            return;
        }

        console.WriteLine();
        foreach (var line in details.TrimEnd().Split('\n'))
        {
            console.WriteLine(line.TrimEnd());
        }
    }

    private static void WriteNode(BuildConsole console, PlanGraph graph, PlanNode node, int width)
    {
        var line = $"  {node.Number, 3}  {node.Name.PadRight(width)}  {PlanWords.Of(node.Fate), -5}  {node.Reason}";
        console.WriteLine(
            line.TrimEnd(),
            node.Fate switch
            {
                PlanFate.Skip => Style.Dim,
                PlanFate.Decide => Style.Warning,
                _ => Style.Plain,
            }
        );

        var planned = graph.Planned.Select(x => x.Name).ToHashSet();
        foreach (var relation in Enum.GetValues<PlanRelation>())
        {
            var before = graph.Before(node, relation).Where(planned.Contains).ToList();
            if (before.Count > 0)
            {
                console.WriteLine(
                    $"       {new string(' ', width)}         {PlanWords.Of(relation)} {string.Join(", ", before)}",
                    Style.Dim
                );
            }
        }
    }

    private static void WriteRest(BuildConsole console, PlanGraph graph)
    {
        var rest = string.Join(", ", graph.Nodes.Where(x => x.Number is null && x.Target.Listed).Select(x => x.Name));
        if (rest.Length > 0)
        {
            WriteLines(console, "Not in the plan:", TextLayout.Wrap(rest, console.Width - 4));
        }
    }

    private static void WriteLines(BuildConsole console, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine(title, Style.Strong);
        foreach (var line in lines)
        {
            console.WriteLine($"  {line}");
        }
    }
}
