namespace Nuke.Common.CI.SpaceAutomation;

/// <summary>A build in a job of JetBrains Space Automation.</summary>
public class SpaceAutomation : Host, IBuildServer
{
    internal SpaceAutomation() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("JB_SPACE_GIT_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("JB_SPACE_GIT_REVISION");
}
