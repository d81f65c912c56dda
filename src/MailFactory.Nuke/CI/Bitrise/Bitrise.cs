namespace Nuke.Common.CI.Bitrise;

/// <summary>A build in a job of Bitrise.</summary>
public class Bitrise : Host, IBuildServer
{
    internal Bitrise() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("BITRISE_GIT_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("BITRISE_GIT_COMMIT");
}
