namespace Nuke.Common.CI.Bamboo;

/// <summary>A build in a job of Bamboo.</summary>
public class Bamboo : Host, IBuildServer
{
    internal Bamboo() { }

    /// <inheritdoc/>
    string IBuildServer.Branch => Variable("bamboo_planRepository_branch");

    /// <inheritdoc/>
    string IBuildServer.Commit => Variable("bamboo_planRepository_revision");
}
