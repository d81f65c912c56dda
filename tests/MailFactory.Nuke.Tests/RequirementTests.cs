namespace MailFactory.Nuke.Tests;

/// <summary>What is checked before anything runs, and what a plan knows of its targets.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class RequirementTests : IDisposable
{
    private static readonly List<string> Seen = [];
    private readonly SampleRun _run = new();

    public RequirementTests() => Seen.Clear();

    [Fact]
    public void A_required_member_is_checked_in_every_run()
    {
        Assert.Equal(3, _run.Run<Demanding>("Other"));
        Assert.Equal("--must-have (What it must have) is required." + Environment.NewLine, _run.Error);
        Assert.Equal(0, _run.Run<Demanding>("Other", "--must-have", "x"));
    }

    [Theory]
    [InlineData("--token", "x", 0)]
    [InlineData("--number", "1", 3)]
    public void Each_requirement_that_is_not_met_is_a_line_and_nothing_runs(string parameter, string value, int exitCode)
    {
        Assert.Equal(exitCode, _run.Run<Sample>("Publish", "--number", "2", parameter, value));
        Assert.Equal(exitCode == 0, SampleTargets.Ran.Count > 0);
        Assert.Equal(exitCode == 0, _run.Error.Length == 0);
    }

    [Fact]
    public void A_target_that_is_skipped_from_the_start_requires_nothing()
    {
        Assert.Equal(0, _run.Run<Sample>("Never"));
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void A_target_with_a_dynamic_condition_has_its_requirements_checked_all_the_same()
    {
        Assert.Equal(3, _run.Run<Sample>("Perhaps"));
        Assert.Contains("Target Perhaps requires --token", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_can_be_elsewhere()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_run.Root, "elsewhere")).FullName;
        Assert.Equal(0, _run.Run<Sample>("Where", "--root", elsewhere));
        Assert.Equal([elsewhere], Seen);
    }

    [Fact]
    public void What_targets_produce_and_consume_is_known_to_the_build()
    {
        Assert.Equal(0, _run.Run<Sample>("Pack"));
        Assert.Equal(["Test", "out/*.trx"], Seen);
    }

    public void Dispose() => _run.Dispose();

    internal sealed class Demanding : NukeBuild
    {
        [Parameter("What it must have, such as x; nothing else will do - Default is none"), Required]
        private readonly string MustHave;

        internal Target Other => _ => _.Marks(nameof(Other));
    }

    internal sealed class Sample : NukeBuild
    {
        [Parameter("Token")]
        private readonly string Token;

        [Parameter]
        private readonly int? Number;

        internal Target Publish => _ => _.Requires(() => Token).Requires(() => Number > 1).Marks(nameof(Publish));

        internal Target Never => _ => _.OnlyWhenStatic(() => IsServerBuild).Requires(() => Token).Marks(nameof(Never));

        internal Target Perhaps => _ => _.OnlyWhenDynamic(() => IsServerBuild).Requires(() => Token).Marks(nameof(Perhaps));

        internal Target Where => _ => _.Executes(() => Seen.Add(RootDirectory));

        internal Target Test => _ => _.Produces("out/*.trx").Marks(nameof(Test));

        internal Target Pack =>
            _ =>
                _.DependsOn(Test)
                    .Consumes(Test)
                    .Executes(() =>
                    {
                        var pack = ExecutionPlan.Single(x => x.Name == nameof(Pack));
                        Seen.Add(pack.ArtifactDependencies.Single().Key.Name);
                        Seen.Add(ExecutionPlan.Single(x => x.Name == nameof(Test)).ArtifactProducts.Single());
                    });
    }
}
