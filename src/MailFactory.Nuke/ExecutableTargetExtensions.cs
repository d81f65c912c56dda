using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>Asks for targets by the property that declares them.</summary>
public static class ExecutableTargetExtensions
{
    /// <summary>Whether the target is among these: <c>SucceededTargets.Contains(Compile)</c>.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) => targets.Any(x => Equals(x.Factory, target));
}
