namespace Nuke.Common.Output.Planning;

/// <summary>One target comes before another.</summary>
/// <param name="From">Index of the node that comes first.</param>
/// <param name="To">Index of the node that comes later.</param>
/// <param name="Relation">Why.</param>
internal sealed record PlanEdge(int From, int To, PlanRelation Relation);
