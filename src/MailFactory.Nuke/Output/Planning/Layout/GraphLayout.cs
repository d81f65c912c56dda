namespace Nuke.Common.Output.Planning.Layout;

/// <summary>
/// Places nodes in layers, earlier ones above later ones. Parts that have nothing to do with each other stand side by side, and
/// nodes without any relation in rows below the last of them. The same graph always gives the same drawing.
/// </summary>
/// <remarks>The steps of K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE Trans.
/// SMC 11 (1981).</remarks>
internal sealed class GraphLayout
{
    public const double NodeHeight = 46;
    public const double LayerGap = 48;
    private const double PartGap = 40;
    private const double NodeGap = 20;

    private readonly IReadOnlyList<double> _widths;
    private readonly IReadOnlyList<(int From, int To)> _edges;
    private readonly double _wantedWidth;
    private readonly Box[] _boxes;
    private readonly Dictionary<(int From, int To), IReadOnlyList<Box>> _bends = [];

    /// <param name="widths">The width of each node.</param>
    /// <param name="edges">Pairs of node indexes, the earlier first; without circles.</param>
    /// <param name="wantedWidth">How wide the drawing may get before parts go below each other.</param>
    public GraphLayout(IReadOnlyList<double> widths, IReadOnlyCollection<(int From, int To)> edges, double wantedWidth)
    {
        _widths = widths;
        _edges = [.. edges.Distinct()];
        _boxes = new Box[widths.Count];
        _wantedWidth = wantedWidth;
        var parts = Parts();
        var corner = PlaceParts(parts.Where(x => x.Count > 1));
        PlaceRows(corner, parts.Where(x => x.Count == 1).Select(x => x[0]));
    }

    /// <summary>Where each node is.</summary>
    public IReadOnlyList<Box> Boxes => _boxes;

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>The empty places that an edge passes through on its way, from above to below.</summary>
    public IReadOnlyList<Box> BendsOf(int from, int to) => _bends[(from, to)];

    /// <summary>The sets of nodes that are connected, the largest first.</summary>
    private List<List<int>> Parts()
    {
        var part = Enumerable.Range(0, _widths.Count).ToArray();
        foreach (var (from, to) in _edges)
        {
            var (kept, replaced) = (Math.Min(part[from], part[to]), Math.Max(part[from], part[to]));
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = part[i] == replaced ? kept : part[i];
            }
        }

        return [.. Enumerable.Range(0, part.Length).GroupBy(x => part[x]).Select(x => x.ToList()).OrderByDescending(x => x.Count)];
    }

    /// <summary>The corner below the last part, where there is room for more.</summary>
    private (double Left, double Top) PlaceParts(IEnumerable<List<int>> parts)
    {
        var (left, top) = (0.0, 0.0);
        var corner = (Left: 0.0, Top: 0.0);
        foreach (var part in parts)
        {
            var local = part.Index().ToDictionary(x => x.Item, x => x.Index);
            var graph = new LayerGraph(
                [.. part.Select(x => _widths[x])],
                [.. _edges.Where(x => local.ContainsKey(x.From)).Select(x => (local[x.From], local[x.To]))]
            );
            CrossingReduction.Apply(graph);
            var centres = Coordinates.Of(graph, NodeGap);
            var width = Enumerable.Range(0, centres.Length).Max(x => centres[x] + (graph.Widths[x] / 2));
            if (left > 0 && left + width > _wantedWidth)
            {
                (left, top) = (0, Height + PartGap);
            }

            Box Place(int vertex) =>
                new(
                    left + centres[vertex] - (graph.Widths[vertex] / 2),
                    top + (graph.RankOf(vertex) * (NodeHeight + LayerGap)),
                    graph.Widths[vertex],
                    NodeHeight
                );
            foreach (var node in part)
            {
                _boxes[node] = Grow(Place(local[node]));
            }

            foreach (var edge in _edges.Where(x => local.ContainsKey(x.From)))
            {
                _bends[edge] = [.. graph.BendsOf(local[edge.From], local[edge.To]).Select(x => Grow(Place(x)))];
            }

            corner = (left, top + (graph.Layers.Count * (NodeHeight + LayerGap)));
            left += width + PartGap;
        }

        return corner;
    }

    private void PlaceRows((double Left, double Top) corner, IEnumerable<int> nodes)
    {
        var right = Math.Max(Width, _wantedWidth);
        var (left, top) = corner;
        foreach (var node in nodes)
        {
            if (left > corner.Left && left + _widths[node] > right)
            {
                (left, top) = (corner.Left, top + NodeHeight + NodeGap);
            }

            _boxes[node] = Grow(new Box(left, top, _widths[node], NodeHeight));
            left = _boxes[node].Right + NodeGap;
        }
    }

    private Box Grow(Box box)
    {
        Width = Math.Max(Width, box.Right);
        Height = Math.Max(Height, box.Bottom);
        return box;
    }
}
