namespace Nuke.Common.Execution;

/// <summary>Told when parameters have their values and nothing else is known yet.</summary>
public interface IOnBuildCreated : IBuildExtension
{
    /// <summary>Told when parameters have their values and nothing else is known yet.</summary>
    void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets);
}
