using MailFactory.Workflows.Definitions;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;

/// <summary>
/// NUKE's workflow around the job that runs this project's own tests; GenerateWorkflows writes it, no start of the build.
/// </summary>
sealed class SelfTestWorkflowAttribute : GitHubActionsAttribute
{
    public SelfTestWorkflowAttribute()
        : base("ci", GitHubActionsImage.UbuntuLatest)
    {
        AutoGenerate = false;
        OnPushBranches = ["**"];
        OnPullRequestBranches = ["**"];
        ReadPermissions = [GitHubActionsPermissions.Contents];
        ConcurrencyGroup = "ci-${{ github.event_name }}-${{ github.ref }}";
        ConcurrencyCancelInProgress = true;
    }

    protected override GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets) =>
        new LibraryJob(SelfTestJob.Create());
}
