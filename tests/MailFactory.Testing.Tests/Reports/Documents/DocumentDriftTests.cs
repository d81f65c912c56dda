using MailFactory.Testing.Reports.Documents;

namespace MailFactory.Testing.Tests.Reports.Documents;

public sealed class DocumentDriftTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "f.md:2 is 'b' and should be 'x'")]
    [InlineData("a\n", "a\nb\n", "f.md:2 is '' and should be 'b'")]
    [InlineData("a", "a\nb", "f.md:2 is missing and should be 'b'")]
    [InlineData("a\nb", "a", "f.md:2 is 'b' and should be missing")]
    [InlineData("", "a", "f.md:1 is '' and should be 'a'")]
    public void The_first_line_that_differs_is_named(string found, string expected, string told) =>
        Assert.Equal(told, DocumentDrift.Between("f.md", found, expected)!.ToString());

    [Fact]
    public void The_same_text_has_no_drift() => Assert.Null(DocumentDrift.Between("f.md", "a\n", "a\n"));
}
