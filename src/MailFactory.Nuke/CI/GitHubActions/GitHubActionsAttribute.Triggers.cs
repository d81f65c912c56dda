namespace Nuke.Common.CI.GitHubActions;

/// <content>What starts the workflow, and what it may do.</content>
public partial class GitHubActionsAttribute
{
    /// <summary>Events without conditions; or else the properties that begin with On.</summary>
    public GitHubActionsTrigger[] On { get; set; } = [];

    /// <summary>Branches whose pushes start it.</summary>
    public string[] OnPushBranches { get; set; } = [];

    /// <summary>Branches whose pushes do not start it.</summary>
    public string[] OnPushBranchesIgnore { get; set; } = [];

    /// <summary>Tags whose pushes start it.</summary>
    public string[] OnPushTags { get; set; } = [];

    /// <summary>Tags whose pushes do not start it.</summary>
    public string[] OnPushTagsIgnore { get; set; } = [];

    /// <summary>Paths that a push must touch.</summary>
    public string[] OnPushIncludePaths { get; set; } = [];

    /// <summary>Paths that do not count in a push.</summary>
    public string[] OnPushExcludePaths { get; set; } = [];

    /// <summary>Branches that a pull request aims at.</summary>
    public string[] OnPullRequestBranches { get; set; } = [];

    /// <summary>Tags that a pull request aims at.</summary>
    public string[] OnPullRequestTags { get; set; } = [];

    /// <summary>Paths that a pull request must touch.</summary>
    public string[] OnPullRequestIncludePaths { get; set; } = [];

    /// <summary>Paths that do not count in a pull request.</summary>
    public string[] OnPullRequestExcludePaths { get; set; } = [];

    /// <summary>Inputs that a person may give.</summary>
    public string[] OnWorkflowDispatchOptionalInputs { get; set; } = [];

    /// <summary>Inputs that a person must give.</summary>
    public string[] OnWorkflowDispatchRequiredInputs { get; set; } = [];

    /// <summary>A schedule in cron's syntax, in UTC.</summary>
    public string OnCronSchedule { get; set; }

    /// <summary>Secrets of the repository that become environment variables of the build.</summary>
    public string[] ImportSecrets { get; set; } = [];

    /// <summary>Whether the job's own token becomes GITHUB_TOKEN.</summary>
    public bool EnableGitHubToken { get; set; }

    /// <summary>What the token may change.</summary>
    public GitHubActionsPermissions[] WritePermissions { get; set; } = [];

    /// <summary>What the token may read.</summary>
    public GitHubActionsPermissions[] ReadPermissions { get; set; } = [];
}
