using Nuke.Common.Execution;

namespace Nuke.Common.Output.Planning;

/// <summary>A target as the plan shows it.</summary>
internal sealed record PlanNode
{
    public required ExecutableTarget Target { get; init; }

    /// <summary>Its place in the plan from 1, or null.</summary>
    public required int? Number { get; init; }

    public required PlanFate Fate { get; init; }

    /// <summary>Why it is skipped, or what decides; empty for a target that simply runs.</summary>
    public required string Reason { get; init; }

    /// <summary>Indexes of all nodes that it would run if it was invoked alone, itself among them, in the nodes' order.</summary>
    public required IReadOnlyList<int> Runs { get; init; }

    public string Name => Target.Name;
}
