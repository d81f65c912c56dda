namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class OrderTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Theory]
    [InlineData("Xx", "Yy")]
    [InlineData("Yy", "Xx")]
    public void Independent_targets_run_in_declaration_order(string first, string second)
    {
        Assert.Equal(0, _run.Run<Sample>(null, first, second));
        Assert.Equal(["Xx", "Yy"], SampleTargets.Ran);
    }

    [Fact]
    public void Dependencies_run_first_and_only_once()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Top", "top"));
        Assert.Equal(["Base", "Left", "Right", "Top"], SampleTargets.Ran);
    }

    [Fact]
    public void A_dependent_for_target_runs_before_the_one_that_did_not_name_it()
    {
        _run.Run<Sample>(null, "Yy");
        Assert.Equal(["Yy"], SampleTargets.Ran);
        _run.Run<Sample>(null, "Target1");
        Assert.Equal(["Injected", "Target1"], SampleTargets.Ran);
    }

    [Fact]
    public void Order_alone_adds_nothing_to_the_plan_but_holds_when_both_run()
    {
        _run.Run<Sample>(null, "Early");
        Assert.Equal(["Early"], SampleTargets.Ran);
        _run.Run<Sample>(null, "Early", "Late");
        Assert.Equal(["Late", "Early"], SampleTargets.Ran);
    }

    [Fact]
    public void Triggers_are_added_and_run_afterwards()
    {
        _run.Run<Sample>(null, "Cause");
        Assert.Equal(["Cause", "Effect", "Echo"], SampleTargets.Ran);
    }

    [Fact]
    public void A_circle_is_one_line_and_nothing_runs()
    {
        Assert.Equal(3, _run.Run<Circle>("A"));
        Assert.Equal("Targets depend on each other in a circle: A -> B -> A." + Environment.NewLine, _run.Error);
        Assert.Empty(SampleTargets.Ran);
    }

    public void Dispose() => _run.Dispose();

    private sealed class Sample : NukeBuild
    {
        private Target Top => _ => _.DependsOn(Right, Left).Marks(nameof(Top));

        private Target Base => _ => _.Marks(nameof(Base));

        private Target Left => _ => _.DependsOn(Base).Marks(nameof(Left));

        private Target Right => _ => _.DependsOn(Base).Marks(nameof(Right));

        private Target Xx => _ => _.Marks(nameof(Xx));

        private Target Yy => _ => _.Marks(nameof(Yy));

        private Target Target1 => _ => _.Marks(nameof(Target1));

        private Target Injected => _ => _.DependentFor(Target1).Marks(nameof(Injected));

        private Target Early => _ => _.After(Late).Marks(nameof(Early));

        private Target Late => _ => _.Marks(nameof(Late));

        private Target Effect => _ => _.Marks(nameof(Effect));

        private Target Cause => _ => _.Triggers(Effect).Marks(nameof(Cause));

        private Target Echo => _ => _.TriggeredBy(Effect).Marks(nameof(Echo));
    }

    private sealed class Circle : NukeBuild
    {
        private Target A => _ => _.DependsOn(B).Marks(nameof(A));

        private Target B => _ => _.DependsOn(A).Marks(nameof(B));
    }
}
