using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Decides where the build runs.</summary>
internal static class HostChoice
{
    // Each build server documents a variable that is set in its jobs and nowhere else.
    private static readonly (string Name, string Variable, Func<Host> Create)[] Servers =
    [
        (nameof(CI.GitHubActions), "GITHUB_ACTIONS", () => new CI.GitHubActions.GitHubActions()),
        (nameof(CI.AppVeyor), "APPVEYOR", () => new CI.AppVeyor.AppVeyor()),
        (nameof(CI.AzurePipelines), "TF_BUILD", () => new CI.AzurePipelines.AzurePipelines()),
        (nameof(CI.Bamboo), "bamboo_buildKey", () => new CI.Bamboo.Bamboo()),
        (nameof(CI.Bitbucket), "BITBUCKET_PIPELINE_UUID", () => new CI.Bitbucket.Bitbucket()),
        (nameof(CI.Bitrise), "BITRISE_BUILD_URL", () => new CI.Bitrise.Bitrise()),
        (nameof(CI.GitLab), "GITLAB_CI", () => new CI.GitLab.GitLab()),
        (nameof(CI.Jenkins), "JENKINS_URL", () => new CI.Jenkins.Jenkins()),
        (nameof(CI.SpaceAutomation), "JB_SPACE_PROJECT_KEY", () => new CI.SpaceAutomation.SpaceAutomation()),
        (nameof(CI.TeamCity), "TEAMCITY_VERSION", () => new CI.TeamCity.TeamCity()),
        (nameof(CI.TravisCI), "TRAVIS", () => new CI.TravisCI.TravisCI()),
    ];

    public static IEnumerable<string> Names => Servers.Select(x => x.Name).Prepend(nameof(Terminal));

    /// <summary>The host of that name, or the one that the environment shows.</summary>
    /// <exception cref="UsageException">There is no host of that name.</exception>
    public static Host Choose(string name, IReadOnlyDictionary<string, string> variables)
    {
        if (name is null)
            return Servers.FirstOrDefault(x => variables.ContainsKey(x.Variable)).Create?.Invoke() ?? new Terminal();
        if (name.Equals(nameof(Terminal), StringComparison.OrdinalIgnoreCase))
            return new Terminal();

        return Servers.FirstOrDefault(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Create?.Invoke()
            ?? throw new UsageException($"--host: unknown host '{name}'.{NearestNames.Hint(name, Names)} Hosts: {string.Join(", ", Names)}.");
    }
}
