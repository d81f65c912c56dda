using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Guests;

public sealed class ShellTextTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("it's 'quoted' \"twice\"")]
    [InlineData("$(id) `id` $HOME \\ ; | & * \n end")]
    public async Task The_shell_gives_back_what_was_quoted(string value)
    {
        var command = ToolCommand.Create("sh", "-c", $"printf %s {ShellText.Quote(value)}");
        var result = await ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
        Assert.Equal(value, result.StandardOutput);
    }

    [Theory]
    [InlineData("/srv/work-1", "/srv/work-1")]
    [InlineData("/srv/my work", "'/srv/my work'")]
    [InlineData("", "''")]
    [InlineData("it's", @"'it'\''s'")]
    public void Only_a_word_that_needs_quotes_gets_them(string value, string expected) => Assert.Equal(expected, ShellText.Word(value));
}
