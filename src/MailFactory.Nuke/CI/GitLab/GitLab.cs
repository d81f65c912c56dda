namespace Nuke.Common.CI.GitLab;

/// <summary>A build in a job of GitLab CI/CD.</summary>
public class GitLab : Host, IBuildServer
{
    internal GitLab() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("CI_COMMIT_REF_NAME");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("CI_COMMIT_SHA");
}
