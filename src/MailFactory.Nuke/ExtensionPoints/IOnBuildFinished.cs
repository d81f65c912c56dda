namespace Nuke.Common.Execution;

/// <summary>Told when everything is over, also after a failure or a signal.</summary>
public interface IOnBuildFinished : IBuildExtension
{
    /// <summary>Told when everything is over, also after a failure or a signal.</summary>
    void OnBuildFinished();
}
