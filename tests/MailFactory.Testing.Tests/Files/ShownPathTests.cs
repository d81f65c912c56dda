using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Files;

public sealed class ShownPathTests
{
    [Theory]
    [InlineData("/home/a/work", "/home/a/work/test_results/x.md", "test_results/x.md")]
    [InlineData("/home/a/work", "/home/a/work", ".")]
    [InlineData("/home/a/work", "/home/a/..notes/x.md", "/home/a/..notes/x.md")]
    [InlineData("/home/a/work", "/home/a/work/..notes/x.md", "..notes/x.md")]
    [InlineData("/home/a/work", "/srv/matrix/x.md", "/srv/matrix/x.md")]
    [InlineData("/home/a/work", "/home/a", "/home/a")]
    public void Only_what_lies_below_is_shown_from_there(string folder, string path, string shown) =>
        Assert.Equal(shown, ShownPath.From(folder, path));
}
