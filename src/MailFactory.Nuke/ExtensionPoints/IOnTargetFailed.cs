namespace Nuke.Common.Execution;

/// <summary>Told when a target threw.</summary>
public interface IOnTargetFailed : IBuildExtension
{
    /// <summary>Told when a target threw.</summary>
    void OnTargetFailed(ExecutableTarget target);
}
