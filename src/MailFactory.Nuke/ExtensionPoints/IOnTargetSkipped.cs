namespace Nuke.Common.Execution;

/// <summary>Told when a target is left out.</summary>
public interface IOnTargetSkipped : IBuildExtension
{
    /// <summary>Told when a target is left out.</summary>
    void OnTargetSkipped(ExecutableTarget target);
}
