namespace Nuke.Common.Execution;

/// <summary>Told when the plan is made and nothing has run yet.</summary>
public interface IOnBuildInitialized : IBuildExtension
{
    /// <summary>Told when the plan is made and nothing has run yet.</summary>
    void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan);
}
