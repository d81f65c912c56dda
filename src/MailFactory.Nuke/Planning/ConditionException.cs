using Nuke.Common.Execution;

namespace Nuke.Common.Planning;

/// <summary>A condition of a target threw, so nobody knows whether the target should run.</summary>
internal sealed class ConditionException(ExecutableTarget target, string text, Exception cause)
    : Exception($"Condition '{text}' of target {target.Name} failed: {cause.Message}", cause)
{
    public ExecutableTarget Target { get; } = target;
}
