namespace Nuke.Common.Output.Planning.Layout;

/// <summary>Orders the vertices of each layer so that few edges cross: by the mean place of their neighbours, down and up again.</summary>
internal static class CrossingReduction
{
    private const int Rounds = 12;

    public static void Apply(LayerGraph graph)
    {
        var (fewest, best) = (Crossings(graph), Copy(graph));
        for (var round = 0; round < Rounds && fewest > 0; round++)
        {
            foreach (var layer in graph.Layers.Skip(1))
            {
                Sort(graph, layer, graph.Above);
            }

            foreach (var layer in graph.Layers.Reverse().Skip(1))
            {
                Sort(graph, layer, graph.Below);
            }

            var crossings = Crossings(graph);
            if (crossings < fewest)
            {
                (fewest, best) = (crossings, Copy(graph));
            }
        }

        foreach (var (layer, order) in graph.Layers.Zip(best))
        {
            layer.Clear();
            layer.AddRange(order);
        }
    }

    /// <summary>How many pairs of edges cross between neighbouring layers.</summary>
    public static int Crossings(LayerGraph graph)
    {
        var places = Places(graph);
        var count = 0;
        foreach (var layer in graph.Layers)
        {
            var edges = layer.SelectMany(x => graph.Below(x).Select(y => (From: places[x], To: places[y]))).ToList();
            count += edges.Sum(x => edges.Count(y => y.From > x.From && y.To < x.To));
        }

        return count;
    }

    /// <summary>A vertex without neighbours on that side keeps its place; the sort is stable.</summary>
    private static void Sort(LayerGraph graph, List<int> layer, Func<int, IReadOnlyList<int>> neighbours)
    {
        var places = Places(graph);
        var sorted = layer
            .OrderBy(x => neighbours(x).Select(y => (double)places[y] / Size(y)).DefaultIfEmpty((double)places[x] / layer.Count).Average())
            .ToList();
        layer.Clear();
        layer.AddRange(sorted);

        // Places are compared across layers of different sizes, so they count as shares of their layer.
        int Size(int vertex) => graph.Layers[graph.RankOf(vertex)].Count;
    }

    private static Dictionary<int, int> Places(LayerGraph graph) =>
        graph.Layers.SelectMany(x => x.Index()).ToDictionary(x => x.Item, x => x.Index);

    private static List<List<int>> Copy(LayerGraph graph) => [.. graph.Layers.Select(x => x.ToList())];
}
