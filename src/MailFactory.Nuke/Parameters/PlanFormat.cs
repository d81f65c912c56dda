namespace Nuke.Common.Parameters;

/// <summary>How <c>--plan</c> shows the plan.</summary>
internal enum PlanFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,
}
