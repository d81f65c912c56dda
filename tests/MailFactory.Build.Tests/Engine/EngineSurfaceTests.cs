using MailFactory.Build.Tests.Engines;
using Nuke.Common.IO;

namespace MailFactory.Build.Tests.Engine;

/// <summary>The build uses nothing of its engine that NUKE lacks, so that it compiles against either.</summary>
[Collection(EngineTrees.Name)]
public sealed class EngineSurfaceTests(EngineTree tree)
{
    private static readonly string _build = CompiledBuild.In(Repository.Root);

    private static IReadOnlyList<string> Known => Lines("nuke-10.1.0-members.txt");

    private static IReadOnlyList<string> Lines(string file) =>
        [.. File.ReadAllLines(Repository.PathOf("tests", "MailFactory.Build.Tests", "Engine", file)).Where(line => !line.StartsWith('#'))];

    /// <summary>Under Package that is also the reading of command lines, which the embedded engine keeps to itself.</summary>
    [Theory]
    [InlineData("Embedded")]
    [InlineData("Package")]
    public void Everything_that_the_build_uses_is_NUKEs(string engine)
    {
        Assert.Empty(EngineReferences.Of(tree.BuildOf(engine)).Except(Known));
    }

    [Fact]
    public void Every_public_member_of_the_embedded_engine_is_NUKEs() =>
        Assert.Empty(EngineMembers.Of(typeof(Nuke.Common.NukeBuild).Assembly.Location).Except(Known));

    [Fact]
    public void What_the_embedded_engine_leaves_out_is_on_record()
    {
        var missing = Known
            .Where(line => line.Contains('(', StringComparison.Ordinal))
            .Except(EngineMembers.Of(typeof(Nuke.Common.NukeBuild).Assembly.Location));
        Assert.Equal(Lines("left-out-members.txt"), missing);
    }

    [Fact]
    public void A_public_member_that_NUKE_lacks_is_found()
    {
        var members = EngineMembers.Of(typeof(EngineSurfaceTests).Assembly.Location);
        Assert.Contains(
            "MailFactory.Build.Tests.Engine.EngineSurfaceTests: void A_public_member_that_NUKE_lacks_is_found()",
            members.Except(Known)
        );
        Assert.DoesNotContain(members, member => member.Contains("RequireBuild", StringComparison.Ordinal));
    }

    [Fact]
    public void Calls_overrides_and_named_arguments_are_all_seen()
    {
        RequireBuild();
        var used = EngineReferences.Of(_build);
        Assert.Contains("Nuke.Common.ITargetDefinition: ITargetDefinition DependsOn<T0>(Func<T0, Target>[])", used);
        Assert.Contains("Nuke.Common.IO.AbsolutePath: AbsolutePath op_Division(AbsolutePath, string)", used);
        Assert.Contains("Nuke.Common.NukeBuild: void OnBuildFinished()", used);
        Assert.Contains("Nuke.Common.ParameterAttribute: Type ValueProviderType", used);
    }

    [Fact]
    public void A_member_that_is_not_on_the_list_is_found()
    {
        var used = EngineReferences.Of(typeof(EngineSurfaceTests).Assembly.Location);
        const string member = "Nuke.Common.IO.AbsolutePathExtensions: bool FileExists(AbsolutePath)";
        Assert.DoesNotContain(member, used.Except(Known));
        Assert.Contains(member, used.Except(Known.Where(line => line != member)));
    }

    /// <summary>Uses the engine from this assembly, for the negative control.</summary>
    internal static bool Uses(AbsolutePath path) => path.FileExists();

    private static void RequireBuild() => Assert.SkipUnless(File.Exists(_build), "the build is not compiled; run ./build.sh once");
}
