using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Decides where the build runs.</summary>
internal static class HostChoice
{
    /// <summary>The name of a build on somebody's own machine.</summary>
    public const string Terminal = "Terminal";

    // Each build server documents a variable that is set in its jobs and nowhere else.
    private static readonly (string Name, string Variable)[] Servers =
    [
        ("GitHubActions", "GITHUB_ACTIONS"),
        ("AppVeyor", "APPVEYOR"),
        ("AzurePipelines", "TF_BUILD"),
        ("Bamboo", "bamboo_buildKey"),
        ("Bitbucket", "BITBUCKET_PIPELINE_UUID"),
        ("Bitrise", "BITRISE_BUILD_URL"),
        ("GitLab", "GITLAB_CI"),
        ("Jenkins", "JENKINS_URL"),
        ("SpaceAutomation", "JB_SPACE_PROJECT_KEY"),
        ("TeamCity", "TEAMCITY_VERSION"),
        ("TravisCI", "TRAVIS"),
    ];

    public static IEnumerable<string> Names => Servers.Select(x => x.Name).Prepend(Terminal);

    /// <summary>The name of the host asked for, as it is spelled, or of the one that the environment shows.</summary>
    /// <exception cref="UsageException">There is no host of that name.</exception>
    public static string Choose(string name, IReadOnlyDictionary<string, string> variables) =>
        name is null
            ? Servers.FirstOrDefault(x => variables.ContainsKey(x.Variable)).Name ?? Terminal
            : Names.FirstOrDefault(x => x.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException(
                    $"--host: unknown host '{name}'.{NearestNames.Hint(name, Names)} Hosts: {string.Join(", ", Names)}."
                );
}
