using MailFactory.Testing.Distros;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Web;
using MailFactory.Workflows;

namespace MailFactory.Testing.Tests.Architecture;

public sealed class PublicTypesTests
{
    private static readonly Type[] _exported = typeof(DistroCatalog).Assembly.GetExportedTypes();
    private static readonly Lazy<IReadOnlyList<Type>> _named = new(() =>
        [.. SourceFile.Below("build").SelectMany(file => PublicTypes.NamedIn(file, PublicTypes.ByName(_exported))).Distinct()]
    );

    private static IEnumerable<Type> Shown =>
        typeof(LiveWatch).Assembly.GetExportedTypes().Concat(typeof(WorkflowFiles).Assembly.GetExportedTypes());

    [Fact]
    public void What_is_public_is_used_outside()
    {
        Assert.True(_named.Value.Count > 30, $"the build is seen to name only {_named.Value.Count} types");
        var unused = PublicTypes.WithoutUser(_exported, _named.Value, Shown).ToList();
        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    [Fact]
    public void A_public_type_that_nobody_uses_is_found()
    {
        // What only the library itself speaks of stands for one that somebody made public.
        var found = Assert.Single(PublicTypes.WithoutUser([.. _exported, typeof(DistroCatalog)], _named.Value, Shown));
        Assert.Equal("MailFactory.Testing.Distros.DistroCatalog is public, and nobody outside uses it", found);
    }

    [Fact]
    public void A_type_that_is_only_spoken_of_in_a_used_ones_signature_is_used() =>
        Assert.Empty(PublicTypes.WithoutUser([typeof(RunOptions), typeof(WorkLayout), typeof(SecretText)], [typeof(RunOptionsCheck)], []));

    [Theory]
    [InlineData("using MailFactory.Testing.Runs; class A { Stage _stage; }", true)]
    [InlineData("using MailFactory.Testing.Runs; class A { object B() => Stage.Verify; }", true)]
    [InlineData("using MailFactory.Testing.Runs; class A { System.Collections.Generic.List<Stage> _stages; }", true)]
    [InlineData("using MailFactory.Testing.Runs; class A { /* Stage */ string _text = \"Stage\"; }", false)]
    [InlineData("class A { Stage _stage; }", false)]
    public void The_build_names_a_type_in_its_code_and_with_its_namespace(string text, bool isNamed) =>
        Assert.Equal(isNamed, PublicTypes.NamedIn(new SourceFile("build/A.cs", text), PublicTypes.ByName([typeof(Stage)])).Any());
}
