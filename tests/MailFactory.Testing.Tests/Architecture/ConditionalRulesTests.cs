namespace MailFactory.Testing.Tests.Architecture;

public sealed class ConditionalRulesTests
{
    [Fact]
    public void No_conditional_expression_is_within_another_or_makes_a_text_within_a_text() =>
        Assert.Empty(SourceFile.Below("src", "build", "tests", "benchmarks").SelectMany(ConditionalRules.Misplaced));

    [Theory]
    [InlineData("var a = b ? 1 : c ? 2 : 3;")]
    [InlineData("var a = b ? (c ? 1 : 2) : 3;")]
    [InlineData("var a = $\"{(b ? $\"{c}\" : d)}\";")]
    public void A_misplaced_one_is_found(string text) => Assert.Single(ConditionalRules.Misplaced(new SourceFile("a.cs", text)));

    [Theory]
    [InlineData("var a = b ? 1 : 2;")]
    [InlineData("var a = b ? F(c ? 1 : 2) : 3;")]
    [InlineData("var a = $\"{b.Select(c => c ? 1 : 2)}\";")]
    [InlineData("var a = $\"{(b ? 1 : 2)}\";")]
    [InlineData("int? a = b?.C;")]
    public void One_that_stands_for_itself_is_fine(string text) => Assert.Empty(ConditionalRules.Misplaced(new SourceFile("a.cs", text)));
}
