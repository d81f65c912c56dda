namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class SkipTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Fact]
    public void An_empty_skip_leaves_only_the_invoked_targets()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Pack", "--skip"));
        Assert.Equal(["Pack"], SampleTargets.Ran);
        Assert.Equal("Compile Skipped // Skipped: via parameter", _run.Row("Compile"));
    }

    [Fact]
    public void A_named_skip_takes_along_what_only_it_needs()
    {
        _run.Run<Sample>(null, "Pack", "--skip", "compile");
        Assert.Equal(["Pack"], SampleTargets.Ran);
        Assert.Equal("Restore Skipped // Skipped: because of Compile", _run.Row("Restore"));
    }

    [Fact]
    public void A_dependency_that_somebody_else_needs_stays()
    {
        _run.Run<Sample>(null, "Pack", "Docs", "--skip", "Compile");
        Assert.Equal(["Restore", "Pack", "Docs"], SampleTargets.Ran);
    }

    [Fact]
    public void An_invoked_target_is_not_skipped_by_name()
    {
        _run.Run<Sample>(null, "Compile", "--skip", "Compile");
        Assert.Equal(["Restore", "Compile"], SampleTargets.Ran);
    }

    [Fact]
    public void A_static_condition_skips_the_target_its_dependencies_and_its_triggers()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Static"));
        Assert.Empty(SampleTargets.Ran);
        Assert.Equal("Static Skipped // only when Never", _run.Row("Static"));
        Assert.Equal("Restore Skipped // Skipped: because of Static", _run.Row("Restore"));
        Assert.Equal("Followed Skipped // Skipped: because of Static", _run.Row("Followed"));
    }

    [Fact]
    public void When_skipped_execute_keeps_the_dependencies()
    {
        _run.Run<Sample>(null, "Keeping");
        Assert.Equal(["Restore"], SampleTargets.Ran);
    }

    [Fact]
    public void A_dynamic_condition_is_asked_after_the_dependencies_ran_and_skips_the_triggers()
    {
        _run.Run<Sample>(null, "Dynamic");
        Assert.Equal(["Restore"], SampleTargets.Ran);
        Assert.Equal("Followed2 Skipped // Skipped: because of Dynamic", _run.Row("Followed2"));
    }

    [Fact]
    public void A_dynamic_condition_sees_what_ran_before()
    {
        _run.Run<Sample>(null, "SeesRestore");
        Assert.Equal(["Restore", "SeesRestore"], SampleTargets.Ran);
    }

    [Fact]
    public void A_skipped_dependency_does_not_stop_its_dependents()
    {
        _run.Run<Sample>(null, "NeedsStatic");
        Assert.Equal(["NeedsStatic"], SampleTargets.Ran);
    }

    [Fact]
    public void A_condition_that_throws_stops_the_build_but_not_the_assured_targets()
    {
        Assert.Equal(-1, _run.Run<Sample>(null, "Broken", "Assured"));
        Assert.Equal(["Assured"], SampleTargets.Ran);
        Assert.Equal("Broken NotRun", _run.Row("Broken"));
        Assert.Contains("Condition 'Throws()' of target Broken failed: no answer", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_without_bodies_has_no_row()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "All"));
        Assert.Equal("", _run.Row("All"));
        Assert.StartsWith("Pack Succeeded", _run.Row("Pack"), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private sealed class Sample : NukeBuild
    {
        private bool Never => false;

        private Target Restore => _ => _.Marks(nameof(Restore));

        private Target Compile => _ => _.DependsOn(Restore).Marks(nameof(Compile));

        private Target Pack => _ => _.DependsOn(Compile).Marks(nameof(Pack));

        private Target Docs => _ => _.DependsOn(Restore).Marks(nameof(Docs));

        private Target All => _ => _.DependsOn(Pack);

        private Target Static => _ => _.DependsOn(Restore).Triggers(Followed).OnlyWhenStatic(() => Never).Marks(nameof(Static));

        private Target Followed => _ => _.Marks(nameof(Followed));

        private Target Keeping =>
            _ => _.DependsOn(Restore).OnlyWhenStatic(() => Never).WhenSkipped(DependencyBehavior.Execute).Marks(nameof(Keeping));

        private Target Dynamic => _ => _.DependsOn(Restore).Triggers(Followed2).OnlyWhenDynamic(() => Never).Marks(nameof(Dynamic));

        private Target Followed2 => _ => _.Marks(nameof(Followed2));

        private Target SeesRestore =>
            _ => _.DependsOn(Restore).OnlyWhenDynamic(() => SampleTargets.Ran.Contains("Restore")).Marks(nameof(SeesRestore));

        private Target NeedsStatic => _ => _.DependsOn(Static).Marks(nameof(NeedsStatic));

        private Target Broken => _ => _.OnlyWhenDynamic(() => Throws()).Marks(nameof(Broken));

        private Target Assured => _ => _.After(Broken).AssuredAfterFailure().Marks(nameof(Assured));

        private static bool Throws() => throw new InvalidOperationException("no answer");
    }
}
