using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Tests.Reports;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain text, with: marks - and (more).", "plain text, with: marks - and (more).")]
    [InlineData("a|b", @"a\|b")]
    [InlineData("`x` *y* [z] \\", @"\`x\` \*y\* \[z\] \\")]
    [InlineData("<b> & &lt;", "&lt;b&gt; &amp; &amp;lt;")]
    [InlineData("snake_case and _emphasis_", @"snake_case and \_emphasis\_")]
    [InlineData("one\r\ntwo\nthree", "one<br>two<br>three")]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("- no list", @"\- no list")]
    [InlineData("12. no list", @"12\. no list")]
    [InlineData("\u001b[31mred", "·\\[31mred")]
    public void Foreign_text_shows_as_it_is(string text, string expected) => Assert.Equal(expected, MarkdownText.Inline(text));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a`", "`` `a` ``")]
    [InlineData("a|b", "`a\\|b`")]
    public void Code_is_fenced_with_more_backticks_than_it_holds(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Code(text));

    [Fact]
    public void A_block_cannot_be_ended_by_its_content() =>
        Assert.Equal("````text\n```\nrest\n````\n", MarkdownText.Block(["```", "rest"]));
}
