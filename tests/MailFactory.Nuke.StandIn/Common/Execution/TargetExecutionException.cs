namespace Nuke.Common.Execution;

/// <summary>A target failed and the plan stops; all has been said.</summary>
internal sealed class TargetExecutionException(string target, Exception cause)
    : Exception($"Target '{target}' has thrown an exception.", cause);
