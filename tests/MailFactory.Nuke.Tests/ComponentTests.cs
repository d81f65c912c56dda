namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class ComponentTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Fact]
    public void A_component_brings_its_targets()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Test"));
        Assert.Equal(["Compile of component", "Compile of build", "Test"], SampleTargets.Ran);
    }

    [Fact]
    public void Try_forms_pass_over_components_that_the_build_lacks()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Loose"));
        Assert.Equal(["Loose"], SampleTargets.Ran);
    }

    [Fact]
    public void Base_takes_over_the_overridden_target()
    {
        Assert.Equal(0, _run.Run<Derived>(null, "Pack"));
        Assert.Equal(["Pack of base", "Pack of derived"], SampleTargets.Ran);
    }

    public void Dispose() => _run.Dispose();

    internal interface ICompile : INukeBuild
    {
        Target Compile => _ => _.Marks("Compile of component");
    }

    internal interface ITest : INukeBuild
    {
        Target Test => _ => _.DependsOn<ICompile>().Marks(nameof(Test));
    }

    internal interface ISign : INukeBuild
    {
        Target Sign => _ => _.Marks(nameof(Sign));
    }

    internal sealed class Sample : NukeBuild, ICompile, ITest
    {
        Target ICompile.Compile => _ => _.Inherit<ICompile>(x => x.Compile).Marks("Compile of build");

        private Target Loose => _ => _.TryDependsOn<ISign>().Marks(nameof(Loose));
    }

    internal class Packing : NukeBuild
    {
        protected virtual Target Pack => _ => _.Marks("Pack of base");
    }

    internal sealed class Derived : Packing
    {
        protected override Target Pack => _ => _.Base().Marks("Pack of derived");
    }
}
