using CsCheck;
using Nuke.Common.Output.Planning.Layout;

namespace MailFactory.Nuke.Tests;

public sealed class GraphLayoutTests
{
    private static readonly Gen<(double[] Widths, (int From, int To)[] Edges)> _graphs =
        from count in Gen.Int[1, 14]
        from widths in Gen.Double[20, 200].Array[count]
        from pairs in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1]).Array[0, 24]
        select (widths, pairs.Where(x => x.Item1 < x.Item2).ToArray());

    [Fact]
    public void No_two_nodes_or_bends_overlap() => _graphs.Sample(graph => Assert.Empty(Overlaps(Everything(graph.Widths, graph.Edges))));

    [Fact]
    public void An_overlap_is_found() => Assert.Single(Overlaps([new Box(0, 0, 10, 10), new Box(9, 9, 10, 10), new Box(10, 0, 10, 9)]));

    [Fact]
    public void Every_edge_goes_down_through_its_bends() =>
        _graphs.Sample(graph =>
        {
            var layout = new GraphLayout(graph.Widths, graph.Edges, 900);
            foreach (var (from, to) in graph.Edges)
            {
                Box[] way = [layout.Boxes[from], .. layout.BendsOf(from, to), layout.Boxes[to]];
                Assert.All(way.Zip(way.Skip(1)), x => Assert.Equal(x.First.Bottom + GraphLayout.LayerGap, x.Second.Y, 6));
            }
        });

    [Fact]
    public void The_same_graph_gives_the_same_drawing() =>
        _graphs.Sample(graph => Assert.Equal(Everything(graph.Widths, graph.Edges), Everything(graph.Widths, graph.Edges)));

    [Fact]
    public void Everything_is_inside_the_drawing() =>
        _graphs.Sample(graph =>
        {
            var layout = new GraphLayout(graph.Widths, graph.Edges, 900);
            Assert.All(
                layout.Boxes,
                box =>
                    Assert.True(box.X >= -1e-6 && box.Y >= -1e-6 && box.Right <= layout.Width + 1e-6 && box.Bottom <= layout.Height + 1e-6)
            );
        });

    [Fact]
    public void Crossings_that_can_be_avoided_are_avoided()
    {
        var graph = new LayerGraph([10, 10, 10, 10, 10, 10], [(0, 4), (1, 3), (0, 5), (1, 5), (2, 4)]);
        Assert.Equal(4, CrossingReduction.Crossings(graph));
        CrossingReduction.Apply(graph);
        Assert.Equal(0, CrossingReduction.Crossings(graph));
    }

    [Fact]
    public void A_chain_is_one_straight_line()
    {
        var layout = new GraphLayout([50, 120, 80], [(0, 1), (1, 2)], 900);
        Assert.Equal(layout.Boxes[0].Centre, layout.Boxes[1].Centre, 6);
        Assert.Equal(layout.Boxes[1].Centre, layout.Boxes[2].Centre, 6);
    }

    private static List<Box> Everything(double[] widths, (int From, int To)[] edges)
    {
        var layout = new GraphLayout(widths, edges, 900);
        return [.. layout.Boxes, .. edges.Distinct().SelectMany(x => layout.BendsOf(x.From, x.To))];
    }

    /// <summary>Pairs that share more than a hair's breadth.</summary>
    private static List<(Box, Box)> Overlaps(IReadOnlyList<Box> boxes)
    {
        const double hair = 1e-6;
        return
        [
            .. boxes
                .Index()
                .SelectMany(x => boxes.Skip(x.Index + 1).Select(y => (x.Item, Other: y)))
                .Where(x =>
                    x.Item.X < x.Other.Right - hair
                    && x.Other.X < x.Item.Right - hair
                    && x.Item.Y < x.Other.Bottom - hair
                    && x.Other.Y < x.Item.Bottom - hair
                ),
        ];
    }
}
