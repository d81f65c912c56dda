namespace Nuke.Common.Execution;

/// <summary>Told when a target ran to its end.</summary>
public interface IOnTargetSucceeded : IBuildExtension
{
    /// <summary>Told when a target ran to its end.</summary>
    void OnTargetSucceeded(ExecutableTarget target);
}
