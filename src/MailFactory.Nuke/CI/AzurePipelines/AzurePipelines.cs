namespace Nuke.Common.CI.AzurePipelines;

/// <summary>A build in a job of Azure Pipelines.</summary>
public class AzurePipelines : Host, IBuildServer
{
    internal AzurePipelines() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("BUILD_SOURCEBRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("BUILD_SOURCEVERSION");
}
