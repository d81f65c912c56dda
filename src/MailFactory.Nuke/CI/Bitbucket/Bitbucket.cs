namespace Nuke.Common.CI.Bitbucket;

/// <summary>A build in a job of Bitbucket Pipelines.</summary>
public class Bitbucket : Host, IBuildServer
{
    internal Bitbucket() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("BITBUCKET_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("BITBUCKET_COMMIT");
}
