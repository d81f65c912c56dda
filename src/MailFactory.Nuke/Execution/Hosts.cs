namespace Nuke.Common.Execution;

/// <summary>Makes the host of a build out of its name.</summary>
internal static class Hosts
{
    public static Host Create(string name) =>
        name switch
        {
            nameof(CI.GitHubActions) => new CI.GitHubActions.GitHubActions(),
            nameof(CI.AppVeyor) => new CI.AppVeyor.AppVeyor(),
            nameof(CI.AzurePipelines) => new CI.AzurePipelines.AzurePipelines(),
            nameof(CI.Bamboo) => new CI.Bamboo.Bamboo(),
            nameof(CI.Bitbucket) => new CI.Bitbucket.Bitbucket(),
            nameof(CI.Bitrise) => new CI.Bitrise.Bitrise(),
            nameof(CI.GitLab) => new CI.GitLab.GitLab(),
            nameof(CI.Jenkins) => new CI.Jenkins.Jenkins(),
            nameof(CI.SpaceAutomation) => new CI.SpaceAutomation.SpaceAutomation(),
            nameof(CI.TeamCity) => new CI.TeamCity.TeamCity(),
            nameof(CI.TravisCI) => new CI.TravisCI.TravisCI(),
            _ => new Terminal(),
        };
}
