namespace Nuke.Common.CI.TeamCity;

/// <summary>A build in a job of TeamCity.</summary>
public class TeamCity : Host, IBuildServer
{
    internal TeamCity() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => null;

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("BUILD_VCS_NUMBER");
}
