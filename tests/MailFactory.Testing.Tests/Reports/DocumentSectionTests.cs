using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Tests.Reports;

public sealed class DocumentSectionTests
{
    private const string Document = "before\n<!-- x:begin -->\nold\n<!-- x:end -->\nafter\n";

    [Fact]
    public void Only_the_section_is_replaced() =>
        Assert.Equal("before\n<!-- x:begin -->\nnew\n<!-- x:end -->\nafter\n", DocumentSection.Replace(Document, "x", "new\n"));

    [Fact]
    public void Replacing_twice_changes_nothing_more() =>
        Assert.Equal(
            DocumentSection.Replace(Document, "x", "new"),
            DocumentSection.Replace(DocumentSection.Replace(Document, "x", "new"), "x", "new")
        );

    [Fact]
    public void A_missing_marker_is_named() =>
        Assert.Contains(
            "<!-- y:begin -->",
            Assert.Throws<FormatException>(() => DocumentSection.Replace(Document, "y", "new")).Message,
            StringComparison.Ordinal
        );
}
