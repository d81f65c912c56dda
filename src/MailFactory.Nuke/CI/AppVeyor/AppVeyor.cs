namespace Nuke.Common.CI.AppVeyor;

/// <summary>A build in a job of AppVeyor.</summary>
public class AppVeyor : Host, IBuildServer
{
    internal AppVeyor() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("APPVEYOR_REPO_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("APPVEYOR_REPO_COMMIT");
}
