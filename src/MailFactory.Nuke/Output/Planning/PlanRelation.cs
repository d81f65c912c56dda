namespace Nuke.Common.Output.Planning;

/// <summary>Why one target comes before another.</summary>
internal enum PlanRelation
{
    /// <summary>The later one needs the earlier one and adds it to the plan.</summary>
    Execution,

    /// <summary>Only the order, if both are in the plan.</summary>
    Order,

    /// <summary>The earlier one adds the later one to the plan.</summary>
    Trigger,
}
