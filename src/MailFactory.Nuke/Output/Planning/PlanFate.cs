namespace Nuke.Common.Output.Planning;

/// <summary>What is known before the run about what becomes of a target.</summary>
internal enum PlanFate
{
    /// <summary>The plan does not hold it.</summary>
    None,

    /// <summary>It runs.</summary>
    Run,

    /// <summary>A condition that is asked at its turn decides.</summary>
    Decide,

    /// <summary>It is skipped.</summary>
    Skip,
}
