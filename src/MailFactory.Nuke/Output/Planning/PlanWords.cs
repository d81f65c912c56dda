namespace Nuke.Common.Output.Planning;

/// <summary>The words for fates and relations, the same in every format.</summary>
internal static class PlanWords
{
    public static string Of(PlanFate fate) =>
        fate switch
        {
            PlanFate.Run => "run",
            PlanFate.Decide => "maybe",
            PlanFate.Skip => "skip",
            _ => "none",
        };

    public static string Of(PlanRelation relation) =>
        relation switch
        {
            PlanRelation.Execution => "depends on",
            PlanRelation.Order => "after",
            _ => "triggered by",
        };
}
