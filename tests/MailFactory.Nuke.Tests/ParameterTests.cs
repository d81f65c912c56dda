using System.ComponentModel;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class ParameterTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Theory]
    [InlineData("Show --memory 12", "memory=12")]
    [InlineData("Show --memory=12", "memory=12")]
    [InlineData("Show -MEMORY -12", "memory=-12")]
    [InlineData("--memory 12 Show", "memory=12")]
    [InlineData("--dry-run Show", "dryrun=True")]
    [InlineData("Show --dry-run false", "dryrun=False")]
    [InlineData("Show --items a b --items c", "items=a,b,c")]
    [InlineData("Show --plus x+y z", "plus=x,y,z")]
    [InlineData("Show --timeout-scale 2.5", "scale=2.5")]
    [InlineData("Show --level low", "level=Low")]
    [InlineData("Show --configuration RELEASE", "configuration=Release")]
    [InlineData("Show --cloud-region eu", "region=eu")]
    public void Arguments_become_values(string arguments, string expected)
    {
        Assert.Equal(0, _run.Run<Sample>(null, arguments.Split(' ')));
        Assert.Contains(expected, SampleTargets.Ran);
    }

    [Fact]
    public void Without_a_value_the_initialiser_stays()
    {
        _run.Run<Sample>("Show");
        Assert.Contains("memory=1024", SampleTargets.Ran);
        Assert.Contains("region=", SampleTargets.Ran);
    }

    [Fact]
    public void Arguments_win_over_environment_over_profile_over_file()
    {
        _run.WriteFile("parameters.json", """{ "Memory": 1, "Items": ["file"] }""");
        Memory("memory=1");
        _run.WriteFile("parameters.big.json", """{ "Memory": 2 }""");
        Memory("memory=2", "--profile", "big");
        _run.Variables["NUKE_MEMORY"] = "3";
        Memory("memory=3", "--profile", "big");
        Memory("memory=4", "--profile", "big", "--memory", "4");
        Assert.Contains("items=file", SampleTargets.Ran);

        void Memory(string expected, params string[] arguments)
        {
            Assert.Equal(0, _run.Run<Sample>("Show", arguments));
            Assert.Contains(expected, SampleTargets.Ran);
        }
    }

    [Fact]
    public void Relative_paths_start_at_the_working_directory()
    {
        _run.Run<Sample>("Show", "--folder", "sub/../x");
        Assert.Contains($"folder={_run.Root}/x", SampleTargets.Ran);
    }

    [Theory]
    [InlineData("TARGET", "Nope")]
    [InlineData("HOST", "mymachine")]
    [InlineData("VERBOSITY", "detailed")]
    [InlineData("SKIP", "")]
    public void Built_ins_ignore_variables_that_only_look_alike(string name, string value)
    {
        _run.Variables[name] = value;
        Assert.Equal(0, _run.Run<Sample>("Show"));
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public void Built_ins_obey_variables_with_the_prefix()
    {
        _run.Variables["NUKE_TARGET"] = "Other";
        Assert.Equal(0, _run.Run<Sample>("Show"));
        Assert.Equal(["Other"], SampleTargets.Ran);
    }

    [Theory]
    [InlineData("Show --memroy 1", "Unknown parameter --memroy. Did you mean --memory? --help lists all parameters.")]
    [InlineData("Shwo", "Unknown target 'Shwo'. Did you mean Show? Targets: Show, Other, Publish.")]
    [InlineData("--dry-run Shwo", "Unknown target 'Shwo'. Did you mean Show? Targets: Show, Other, Publish.")]
    [InlineData("Show --memory much", "--memory: 'much' does not fit, expected a whole number.")]
    [InlineData("Show --level x", "--level: 'x' does not fit, expected Low, High.")]
    [InlineData("Show --memory", "--memory needs a value: a whole number.")]
    [InlineData("Show --token x --skip Shwo", "Unknown target 'Shwo'. Did you mean Show? Targets: Show, Other, Publish.")]
    [InlineData("Publish", "Target Publish requires --token (Token for the feed).")]
    [InlineData(
        "Show --host moon",
        "--host: unknown host 'moon'. Hosts: Terminal, GitHubActions, AppVeyor, AzurePipelines, Bamboo, Bitbucket, Bitrise, "
            + "GitLab, Jenkins, SpaceAutomation, TeamCity, TravisCI."
    )]
    [InlineData("Show --verbosity loud", "--verbosity: 'loud' does not fit, expected Verbose, Normal, Minimal, Quiet.")]
    public void Wrong_use_is_one_line_and_exit_code_3_and_nothing_runs(string arguments, string expected)
    {
        Assert.Equal(3, _run.Run<Sample>(null, arguments.Split(' ')));
        Assert.Equal(expected + Environment.NewLine, _run.Error);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void An_unknown_key_in_a_file_is_named()
    {
        _run.WriteFile("parameters.json", """{ "memory": 1 }""");
        Assert.Equal(3, _run.Run<Sample>("Show"));
        Assert.Contains("unknown parameter memory. Did you mean Memory?", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_requirement_is_met_by_a_value()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Publish", "--token", "s3cr3t"));
        Assert.Equal(["s3cr3t"], SampleTargets.Ran);
    }

    [Fact]
    public void A_secret_is_masked_in_output_and_log()
    {
        _run.Run<Sample>(null, "Publish", "--token", "s3cr3t");
        Assert.Contains("token is ***", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", File.ReadAllText(Path.Combine(_run.Root, ".nuke", "temp", "build.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_are_not_secret_stay()
    {
        _run.Run<Sample>(null, "Publish", "--token", "another");
        Assert.Contains("Publish", _run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    public enum Level
    {
        Low,
        High,
    }

    [ParameterPrefix("Cloud")]
    internal interface IHasRegion : INukeBuild
    {
        [Parameter]
        string Region => TryGetValue(() => Region);
    }

    [TypeConverter(typeof(TypeConverter<Configuration>))]
    public sealed class Configuration : Enumeration
    {
        public static readonly Configuration Debug = new() { Value = nameof(Debug) };
        public static readonly Configuration Release = new() { Value = nameof(Release) };
    }

    internal sealed class Sample : NukeBuild, IHasRegion
    {
        [Parameter]
        private readonly int Memory = 1024;

        [Parameter]
        private readonly bool DryRun;

        [Parameter]
        private readonly string[] Items = [];

        [Parameter(Separator = "+")]
        private readonly string[] Plus = [];

        [Parameter]
        private readonly double TimeoutScale = 1;

        [Parameter]
        private readonly Level? Level;

        [Parameter]
        private readonly Configuration Configuration;

        [Parameter]
        private readonly AbsolutePath Folder;

        [Parameter("Token for the feed.")]
        [Secret]
        private readonly string Token;

        private Target Show =>
            _ =>
                _.Executes(() =>
                    SampleTargets.Ran.AddRange([
                        $"memory={Memory}",
                        $"dryrun={DryRun}",
                        $"items={string.Join(',', Items)}",
                        $"plus={string.Join(',', Plus)}",
                        $"scale={TimeoutScale}",
                        $"level={Level}",
                        $"configuration={Configuration}",
                        $"folder={Folder}",
                        $"region={((IHasRegion)this).Region}",
                    ])
                );

        private Target Other => _ => _.Marks(nameof(Other));

        private Target Publish =>
            _ =>
                _.Requires(() => Token)
                    .Executes(() =>
                    {
                        Serilog.Log.Information("token is {Token}", Token);
                        SampleTargets.Ran.Add(Token);
                    });
    }
}
