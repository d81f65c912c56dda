using Nuke.Common.CI;

namespace MailFactory.Nuke.Tests;

/// <summary>Where a build finds itself.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class HostTests : IDisposable
{
    private static readonly List<string> Seen = [];
    private readonly SampleRun _run = new();

    public HostTests() => Seen.Clear();

    [Theory]
    [InlineData("GITHUB_ACTIONS", "GitHubActions", "GITHUB_SHA")]
    [InlineData("APPVEYOR", "AppVeyor", "APPVEYOR_REPO_COMMIT")]
    [InlineData("TF_BUILD", "AzurePipelines", "BUILD_SOURCEVERSION")]
    [InlineData("bamboo_buildKey", "Bamboo", "bamboo_planRepository_revision")]
    [InlineData("BITBUCKET_PIPELINE_UUID", "Bitbucket", "BITBUCKET_COMMIT")]
    [InlineData("BITRISE_BUILD_URL", "Bitrise", "BITRISE_GIT_COMMIT")]
    [InlineData("GITLAB_CI", "GitLab", "CI_COMMIT_SHA")]
    [InlineData("JENKINS_URL", "Jenkins", "GIT_COMMIT")]
    [InlineData("JB_SPACE_PROJECT_KEY", "SpaceAutomation", "JB_SPACE_GIT_REVISION")]
    [InlineData("TEAMCITY_VERSION", "TeamCity", "BUILD_VCS_NUMBER")]
    [InlineData("TRAVIS", "TravisCI", "TRAVIS_COMMIT")]
    public void A_build_server_is_known_by_its_variable_and_its_commit_by_another(string variable, string host, string commit)
    {
        _run.Variables[variable] = "1";
        _run.Variables[commit] = "abc123";
        Assert.Equal(0, _run.Run<Sample>("Show"));
        Assert.Equal([$"{host} server abc123"], Seen);
    }

    [Fact]
    public void Anywhere_else_is_a_terminal()
    {
        _run.Variables["CI"] = "true";
        Assert.Equal(0, _run.Run<Sample>("Show"));
        Assert.Equal(["Terminal local "], Seen);
    }

    [Fact]
    public void The_host_can_be_said()
    {
        _run.Variables["GITLAB_CI"] = "1";
        Assert.Equal(0, _run.Run<Sample>("Show", "--host", "terminal"));
        Assert.Equal(["Terminal local "], Seen);
    }

    public void Dispose() => _run.Dispose();

    internal sealed class Sample : NukeBuild
    {
        internal Target Show =>
            _ => _.Executes(() => Seen.Add($"{Host} {(IsServerBuild ? "server" : "local")} {(Host as IBuildServer)?.Commit}"));
    }
}
