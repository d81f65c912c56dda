namespace Nuke.Common.Parameters;

/// <summary>How <c>--plan</c> shows the plan.</summary>
internal enum PlanFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One self-contained page with the graph drawn, at <c>.nuke/temp/execution-plan.html</c>.</summary>
    Html,
}
