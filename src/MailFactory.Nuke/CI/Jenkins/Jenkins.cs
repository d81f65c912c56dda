namespace Nuke.Common.CI.Jenkins;

/// <summary>A build in a job of Jenkins.</summary>
public class Jenkins : Host, IBuildServer
{
    internal Jenkins() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("GIT_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("GIT_COMMIT");
}
