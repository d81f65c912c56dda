namespace Nuke.Common.Execution;

/// <summary>Told when a target begins.</summary>
public interface IOnTargetRunning : IBuildExtension
{
    /// <summary>Told when a target begins.</summary>
    void OnTargetRunning(ExecutableTarget target);
}
