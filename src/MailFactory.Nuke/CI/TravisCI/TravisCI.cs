namespace Nuke.Common.CI.TravisCI;

/// <summary>A build in a job of Travis CI.</summary>
public class TravisCI : Host, IBuildServer
{
    internal TravisCI() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("TRAVIS_BRANCH");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("TRAVIS_COMMIT");
}
