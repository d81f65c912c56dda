namespace Nuke.Common.Output.Planning.Layout;

/// <summary>A connected graph in layers. An edge that passes a layer gets a bend there: a narrow vertex that keeps its way free.</summary>
internal sealed class LayerGraph
{
    private const double BendWidth = 12;

    private readonly int _nodes;
    private readonly List<int> _ranks;
    private readonly List<double> _widths;
    private readonly List<List<int>> _above;
    private readonly List<List<int>> _below;
    private readonly Dictionary<(int From, int To), List<int>> _bends = [];

    public LayerGraph(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To)> edges)
    {
        _nodes = widths.Count;
        _widths = [.. widths];
        _ranks = [.. Ranks(widths.Count, edges)];
        _above = [.. widths.Select(_ => new List<int>())];
        _below = [.. widths.Select(_ => new List<int>())];
        foreach (var edge in edges)
        {
            _bends[edge] = Connect(edge.From, edge.To);
        }

        Layers =
        [
            .. Enumerable
                .Range(0, _ranks.Max() + 1)
                .Select(rank => Enumerable.Range(0, _ranks.Count).Where(x => _ranks[x] == rank).ToList()),
        ];
    }

    /// <summary>The vertices of each layer, from left to right.</summary>
    public IReadOnlyList<List<int>> Layers { get; }

    /// <summary>The width of each vertex.</summary>
    public IReadOnlyList<double> Widths => _widths;

    public int RankOf(int vertex) => _ranks[vertex];

    public bool IsBend(int vertex) => vertex >= _nodes;

    /// <summary>The neighbours in the layer above.</summary>
    public IReadOnlyList<int> Above(int vertex) => _above[vertex];

    /// <summary>The neighbours in the layer below.</summary>
    public IReadOnlyList<int> Below(int vertex) => _below[vertex];

    public IReadOnlyList<int> BendsOf(int from, int to) => _bends[(from, to)];

    /// <summary>Each node one layer below the lowest that comes before it; nodes that nothing comes before right above the next.</summary>
    private static int[] Ranks(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var ranks = new int[count];
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var (from, to) in edges.Where(x => ranks[x.To] <= ranks[x.From]))
            {
                ranks[to] = ranks[from] + 1;
                changed = true;
            }
        }

        foreach (var first in Enumerable.Range(0, count).Where(x => edges.All(y => y.To != x)))
        {
            ranks[first] = edges.Where(x => x.From == first).Min(x => ranks[x.To]) - 1;
        }

        return ranks;
    }

    private List<int> Connect(int from, int to)
    {
        var bends = new List<int>();
        var last = from;
        for (var rank = _ranks[from] + 1; rank < _ranks[to]; rank++)
        {
            var bend = _ranks.Count;
            _ranks.Add(rank);
            _widths.Add(BendWidth);
            _above.Add([]);
            _below.Add([]);
            Join(last, bend);
            bends.Add(bend);
            last = bend;
        }

        Join(last, to);
        return bends;
    }

    private void Join(int upper, int lower)
    {
        _below[upper].Add(lower);
        _above[lower].Add(upper);
    }
}
