namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>An event that starts a workflow, with conditions.</summary>
public abstract class GitHubActionsDetailedTrigger : ConfigurationEntity { }
