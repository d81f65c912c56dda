using Nuke.Common.CI.GitHubActions;
using YamlDotNet.RepresentationModel;

namespace MailFactory.Nuke.Tests;

/// <summary>The workflows that [GitHubActions] declares.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class WorkflowTests : IDisposable
{
    private readonly SampleRun _run = new();

    public WorkflowTests() => File.WriteAllText(Path.Combine(_run.Root, "build.cmd"), "");

    [Fact]
    public void A_workflow_is_what_NUKE_writes_to_the_letter()
    {
        Assert.Equal(0, _run.Run<Continuous>(nameof(Continuous.Test)));
        Assert.Equal(Golden("continuous"), Workflow("continuous"));
        Assert.Contains("Configuration files for GitHubActions (continuous) have changed", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_has_its_place()
    {
        Assert.Equal(0, _run.Run<Everything>(nameof(Everything.Test)));
        var text = Workflow("everything");
        Assert.Equal(Golden("everything"), text[text.IndexOf("name:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Short_triggers_stand_in_one_line()
    {
        Assert.Equal(0, _run.Run<Short>(nameof(Short.Test)));
        Assert.Contains("\non: [push, workflow_dispatch]\n", Workflow("short"), StringComparison.Ordinal);
        Assert.DoesNotContain("with:\n          fetch-depth", Workflow("short"), StringComparison.Ordinal);
        Assert.DoesNotContain("permissions:", Workflow("short"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("continuous")]
    [InlineData("everything")]
    public void The_text_is_YAML_with_the_structure_GitHub_asks_for(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Golden(name)));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal(name, (string)root["name"]);
        foreach (var (_, job) in ((YamlMappingNode)root["jobs"]).Children)
        {
            Assert.All(
                (YamlSequenceNode)job["steps"],
                step => Assert.Contains(((YamlMappingNode)step).Children.Keys, key => (string)key is "uses" or "run")
            );
        }
    }

    [Fact]
    public void A_file_that_is_up_to_date_is_left_alone()
    {
        _run.Run<Short>(nameof(Short.Test));
        File.SetLastWriteTimeUtc(PathOf("short"), DateTime.UnixEpoch);
        _run.Run<Short>(nameof(Short.Test));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(PathOf("short")));
        Assert.DoesNotContain("have changed", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_server_and_a_plan_write_nothing()
    {
        _run.Run<Short>(nameof(Short.Test), "--host", "GitHubActions");
        _run.Run<Short>(nameof(Short.Test), "--plan");
        Assert.False(File.Exists(PathOf("short")));
    }

    [Fact]
    public void Generation_can_be_asked_for_and_runs_nothing_else()
    {
        Assert.Equal(0, _run.Run<ByHand>(nameof(ByHand.Test), "--generate-configuration", "GitHubActions_by-hand"));
        Assert.True(File.Exists(PathOf("by-hand")));
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Without_auto_generation_nothing_is_written()
    {
        Assert.Equal(0, _run.Run<ByHand>(nameof(ByHand.Test)));
        Assert.False(File.Exists(PathOf("by-hand")));
    }

    [Fact]
    public void An_unknown_configuration_is_answered_with_what_exists()
    {
        Assert.Equal(3, _run.Run<ByHand>(nameof(ByHand.Test), "--generate-configuration", "GitHubActions_by-hnd"));
        Assert.Contains("'GitHubActions_by-hnd'", _run.Error, StringComparison.Ordinal);
        Assert.Contains("GitHubActions_by-hand", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_or_both_kinds_of_triggers_are_one_line()
    {
        Assert.Equal(3, _run.Run<NoTrigger>(nameof(NoTrigger.Test)));
        Assert.Contains(
            "needs either On or properties that begin with On",
            Assert.Single(_run.Error.Trim().Split('\n')),
            StringComparison.Ordinal
        );
        Assert.Equal(3, _run.Run<BothTriggers>(nameof(BothTriggers.Test)));
        Assert.False(Directory.Exists(Path.Combine(_run.Root, ".github")));
    }

    [Fact]
    public void A_missing_script_is_one_line()
    {
        File.Delete(Path.Combine(_run.Root, "build.cmd"));
        Assert.Equal(3, _run.Run<Short>(nameof(Short.Test)));
        Assert.Contains("there is no build.cmd in ", Assert.Single(_run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workflows", $"{name}.yml"));

    private string PathOf(string name) => Path.Combine(_run.Root, ".github", "workflows", $"{name}.yml");

    private string Workflow(string name) => File.ReadAllText(PathOf(name));

    [GitHubActions(
        "continuous",
        GitHubActionsImage.UbuntuLatest,
        OnPushBranches = ["main", "release/*"],
        OnPullRequestBranches = ["main"],
        InvokedTargets = [nameof(Test)],
        ImportSecrets = ["NuGetApiKey"],
        EnableGitHubToken = true,
        FetchDepth = 0,
        TimeoutMinutes = 20,
        ReadPermissions = [GitHubActionsPermissions.Contents]
    )]
    internal sealed class Continuous : NukeBuild
    {
        internal Target Test => _ => _.Produces(RootDirectory / "out" / "*.trx").Marks(nameof(Test));
    }

    [GitHubActions(
        "everything",
        GitHubActionsImage.Ubuntu2404,
        GitHubActionsImage.SelfHosted,
        OnPushBranchesIgnore = ["wip/**"],
        OnPushTagsIgnore = ["v0.*"],
        OnPushIncludePaths = ["src"],
        OnPushExcludePaths = ["docs/**"],
        OnPullRequestBranches = ["main"],
        OnPullRequestTags = ["v*"],
        OnPullRequestIncludePaths = ["src/**"],
        OnWorkflowDispatchOptionalInputs = ["Distro"],
        OnWorkflowDispatchRequiredInputs = ["ReleaseName"],
        OnCronSchedule = "30 2 * * *",
        WritePermissions = [GitHubActionsPermissions.IdToken],
        ReadPermissions = [GitHubActionsPermissions.Contents],
        ConcurrencyCancelInProgress = true,
        JobConcurrencyGroup = "one",
        EnvironmentName = "production",
        EnvironmentUrl = "https://example.org",
        CacheKeyFiles = [],
        PublishCondition = "always()",
        Submodules = GitHubActionsSubmodules.Recursive,
        Lfs = true,
        Progress = false,
        Filter = "tree:0",
        InvokedTargets = [nameof(Test), nameof(Pack)]
    )]
    internal sealed class Everything : NukeBuild
    {
        internal Target Build => _ => _.Produces(RootDirectory / "out").Marks(nameof(Build));

        internal Target Test => _ => _.DependsOn(Build).Marks(nameof(Test));

        internal Target Pack => _ => _.Produces(RootDirectory / "out" / "*.nupkg").Marks(nameof(Pack));
    }

    [GitHubActions(
        "short",
        GitHubActionsImage.UbuntuLatest,
        On = [GitHubActionsTrigger.Push, GitHubActionsTrigger.WorkflowDispatch],
        InvokedTargets = [nameof(Test)]
    )]
    internal sealed class Short : NukeBuild
    {
        internal Target Test => _ => _.Marks(nameof(Test));
    }

    [GitHubActions(
        "by-hand",
        GitHubActionsImage.UbuntuLatest,
        On = [GitHubActionsTrigger.Push],
        InvokedTargets = [nameof(Test)],
        AutoGenerate = false
    )]
    internal sealed class ByHand : NukeBuild
    {
        internal Target Test => _ => _.Marks(nameof(Test));
    }

    [GitHubActions("none", GitHubActionsImage.UbuntuLatest, InvokedTargets = [nameof(Test)])]
    internal sealed class NoTrigger : NukeBuild
    {
        internal Target Test => _ => _.Marks(nameof(Test));
    }

    [GitHubActions(
        "both",
        GitHubActionsImage.UbuntuLatest,
        On = [GitHubActionsTrigger.Push],
        OnCronSchedule = "0 0 * * *",
        InvokedTargets = [nameof(Test)]
    )]
    internal sealed class BothTriggers : NukeBuild
    {
        internal Target Test => _ => _.Marks(nameof(Test));
    }
}
