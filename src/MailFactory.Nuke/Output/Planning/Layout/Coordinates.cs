namespace Nuke.Common.Output.Planning.Layout;

/// <summary>Gives each vertex its centre from left to right: as near to its neighbours as the vertices beside it allow.</summary>
internal static class Coordinates
{
    private const int Rounds = 8;

    // Long edges look best when they run straight, so their bends give way less than nodes.
    private const double BendWeight = 4;

    /// <summary>The centres; the leftmost vertex begins at 0.</summary>
    public static double[] Of(LayerGraph graph, double gap)
    {
        var centres = new double[graph.Widths.Count];
        foreach (var layer in graph.Layers)
        {
            Place(graph, layer, gap, centres, x => 0);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var layer in graph.Layers)
            {
                Place(graph, layer, gap, centres, x => Mean(centres, graph.Above(x), x));
            }

            foreach (var layer in graph.Layers.Reverse())
            {
                Place(graph, layer, gap, centres, x => Mean(centres, graph.Below(x), x));
            }
        }

        foreach (var layer in graph.Layers)
        {
            Place(graph, layer, gap, centres, x => Mean(centres, [.. graph.Above(x), .. graph.Below(x)], x));
        }

        var left = Enumerable.Range(0, centres.Length).Min(x => centres[x] - (graph.Widths[x] / 2));
        return [.. centres.Select(x => x - left)];
    }

    private static double Mean(double[] centres, IReadOnlyList<int> neighbours, int vertex) =>
        neighbours.Select(x => centres[x]).DefaultIfEmpty(centres[vertex]).Average();

    /// <summary>
    /// The places nearest to the wanted ones, by least squares, that keep order and distance. Less the space needed by everything to
    /// their left, places must not decrease; pooling neighbours that would is the exact solution of that (isotonic regression).
    /// </summary>
    private static void Place(LayerGraph graph, List<int> layer, double gap, double[] centres, Func<int, double> wanted)
    {
        var offsets = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
        {
            offsets[i] = offsets[i - 1] + (graph.Widths[layer[i - 1]] / 2) + gap + (graph.Widths[layer[i]] / 2);
        }

        var pools = new Stack<(double Value, double Weight, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var pool = (Value: wanted(layer[i]) - offsets[i], Weight: graph.IsBend(layer[i]) ? BendWeight : 1, Count: 1);
            while (pools.TryPeek(out var left) && left.Value > pool.Value)
            {
                pools.Pop();
                var weight = left.Weight + pool.Weight;
                pool = (((left.Value * left.Weight) + (pool.Value * pool.Weight)) / weight, weight, left.Count + pool.Count);
            }

            pools.Push(pool);
        }

        var index = 0;
        foreach (var (value, _, count) in pools.Reverse())
        {
            for (var i = 0; i < count; i++, index++)
            {
                centres[layer[index]] = value + offsets[index];
            }
        }
    }
}
