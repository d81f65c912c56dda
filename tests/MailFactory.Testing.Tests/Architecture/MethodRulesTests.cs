namespace MailFactory.Testing.Tests.Architecture;

public sealed class MethodRulesTests
{
    [Fact]
    public void No_method_of_ours_has_more_lines_than_a_screen() =>
        Assert.Empty(SourceFile.Below("src", "build").SelectMany(MethodRules.TooLong));

    [Theory]
    [InlineData("void M() { LINES }", "M")]
    [InlineData("void M() => F( LINES );", "M")]
    [InlineData("void M() { F(() => { LINES }); }", "M")]
    [InlineData("int P { get { LINES return 1; } }", "GetAccessorDeclaration")]
    [InlineData("C() { LINES }", "ConstructorDeclaration")]
    public void One_that_is_longer_is_found(string member, string name) =>
        Assert.Contains(
            $"{name}: {MethodRules.MostLines + 1} lines",
            Found(member, MethodRules.MostLines + 1)[0],
            StringComparison.Ordinal
        );

    [Fact]
    public void A_function_within_a_method_is_counted_by_itself_too() =>
        Assert.Equal(2, Found("void M() { void F() { LINES } }", MethodRules.MostLines + 1).Count);

    [Theory]
    [InlineData("void M() { LINES }")]
    [InlineData("int[] M() => [ 1, LINES LINES 2];")]
    [InlineData("void M() { } LINES void N() { } LINES void O() { }")]
    public void One_of_just_that_length_is_fine_and_so_is_a_long_class_of_short_ones(string members) =>
        Assert.Empty(Found(members, MethodRules.MostLines));

    private static List<string> Found(string members, int lines) =>
        [
            .. MethodRules.TooLong(
                new SourceFile("a.cs", $"class C {{ {members.Replace("LINES", new string('\n', lines - 1), StringComparison.Ordinal)} }}")
            ),
        ];
}
