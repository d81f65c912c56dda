using MailFactory.Testing.Processes;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.Tests.Releases;

public sealed class ReleaseScriptsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("restore.sh")]
    [InlineData("sanitise.sh")]
    [InlineData("mailfactory-first-boot")]
    public async Task Scripts_are_clean_for_shellcheck(string name)
    {
        Assert.SkipWhen(ToolRunner.Find("shellcheck") is null, "not installed: shellcheck");
        var path = _folder.PathOf("script.sh");
        await File.WriteAllTextAsync(
            path,
            name == "restore.sh" ? RestoreScript.Render("debian-13", "mailtest") : EmbeddedScript.Read(name),
            Cancellation
        );
        var check = await ToolRunner.RunAsync(ToolCommand.Create("shellcheck", "--shell=sh", path), Cancellation);
        Assert.True(check.IsSuccess, check.StandardOutput);
    }

    [Fact]
    public void Every_placeholder_of_the_restore_script_is_filled()
    {
        var script = RestoreScript.Render("debian-13", "mailtest");
        Assert.DoesNotContain('@', script.Replace("user@127", string.Empty, StringComparison.Ordinal));
        Assert.Contains("name='debian-13'\nuser='mailtest'\nlabel='MFSEED'\n", script, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("$(touch x)`touch x`; touch x #")]
    [InlineData("it's \\n \"quoted\"")]
    public async Task A_user_of_any_name_is_one_word_for_the_shell(string user)
    {
        await File.WriteAllTextAsync(_folder.PathOf("script.sh"), RestoreScript.Render("debian-13", user), Cancellation);
        var help = await ToolRunner.RunAsync(
            ToolCommand.Create("sh", _folder.PathOf("script.sh"), "--help") with
            {
                WorkingDirectory = _folder.Path,
            },
            Cancellation
        );
        Assert.Contains($"lets you in as {user}\n", help.StandardOutput, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("x")));
    }
}
