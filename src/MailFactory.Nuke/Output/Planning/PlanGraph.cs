using Nuke.Common.Execution;
using Nuke.Common.Planning;

namespace Nuke.Common.Output.Planning;

/// <summary>All targets with what the plan makes of them, and their relations; what every format of <c>--plan</c> is made from.</summary>
internal sealed class PlanGraph
{
    private PlanGraph(IReadOnlyList<PlanNode> nodes, IReadOnlyList<PlanEdge> edges)
    {
        Nodes = nodes;
        Edges = edges;
    }

    /// <summary>The targets in declaration order.</summary>
    public IReadOnlyList<PlanNode> Nodes { get; }

    /// <summary>The relations, each once, by their later target.</summary>
    public IReadOnlyList<PlanEdge> Edges { get; }

    /// <summary>The targets of the plan, in their order.</summary>
    public IReadOnlyList<PlanNode> Planned => [.. Nodes.Where(x => x.Number is not null).OrderBy(x => x.Number)];

    /// <summary>The targets invoked, or the default ones in their place.</summary>
    public string Invoked => string.Join(", ", Nodes.Where(x => x.Target.Invoked).Select(x => x.Name));

    /// <summary>How many run, are decided at run time, and are skipped, in words.</summary>
    public string Tally
    {
        get
        {
            var words = new Dictionary<PlanFate, string>
            {
                [PlanFate.Run] = "to run",
                [PlanFate.Decide] = "decided at run time",
                [PlanFate.Skip] = "skipped",
            };
            return string.Join(
                ", ",
                words
                    .Select(x => (Count: Nodes.Count(y => y.Fate == x.Key), x.Value))
                    .Where(x => x.Count > 0)
                    .Select(x => $"{x.Count} {x.Value}")
            );
        }
    }

    public static PlanGraph Of(IReadOnlyList<ExecutableTarget> targets, IReadOnlyCollection<ExecutableTarget> plan)
    {
        var index = targets.Index().ToDictionary(x => x.Item, x => x.Index);
        var number = plan.Index().ToDictionary(x => x.Item, x => x.Index + 1);
        return new PlanGraph([.. targets.Select(Node)], [.. targets.SelectMany(Edges)]);

        PlanNode Node(ExecutableTarget target)
        {
            var wanted = new HashSet<ExecutableTarget>();
            ExecutionPlanner.Want(target, wanted);
            var fate = number.ContainsKey(target) ? Fate(target) : PlanFate.None;
            return new PlanNode
            {
                Target = target,
                Number = number.TryGetValue(target, out var place) ? place : null,
                Fate = fate,
                Reason = Reason(target, fate),
                Runs = [.. wanted.Select(x => index[x]).Order()],
            };
        }

        IEnumerable<PlanEdge> Edges(ExecutableTarget target) =>
            new[]
            {
                (target.ExecutionDependencies, PlanRelation.Execution),
                (target.OrderDependencies, PlanRelation.Order),
                (target.TriggerDependencies, PlanRelation.Trigger),
            }.SelectMany(x => x.Item1.Distinct().Select(y => new PlanEdge(index[y], index[target], x.Item2)));
    }

    /// <summary>The names of the targets that come before this one for one reason.</summary>
    public IReadOnlyList<string> Before(PlanNode node, PlanRelation relation) =>
        [.. Edges.Where(x => x.Relation == relation && Nodes[x.To] == node).Select(x => Nodes[x.From].Name)];

    private static PlanFate Fate(ExecutableTarget target) =>
        target switch
        {
            { Status: ExecutionStatus.Skipped } => PlanFate.Skip,
            { DynamicConditions.Count: > 0 } => PlanFate.Decide,
            _ => PlanFate.Run,
        };

    private static string Reason(ExecutableTarget target, PlanFate fate) =>
        fate switch
        {
            PlanFate.Skip => target.OnlyWhen is { } condition ? $"only when {condition}" : target.Skipped ?? string.Empty,
            PlanFate.Decide => $"decided at run time: {string.Join(" and ", target.DynamicConditions.Select(x => x.Text))}",
            _ => string.Empty,
        };
}
