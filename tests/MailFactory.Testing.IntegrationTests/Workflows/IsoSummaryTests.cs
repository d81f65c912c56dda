namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The step that shows the answers of servers, whose words may be anything.</summary>
public sealed class IsoSummaryTests : IDisposable
{
    private readonly WorkflowShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("a\n```\n# heading\n", "a|```|# heading")]
    [InlineData("a\r<img src=x>\r\n~~~\n", "a<img src=x>|~~~")]
    [InlineData("\u001b[2Jb\0\n\n[link](http://x)\n", "[2Jb||[link](http://x)")]
    public async Task Every_line_of_the_answers_stays_a_line_of_text(string answers, string expected)
    {
        Directory.CreateDirectory(_shell.PathOf("artifacts"));
        await File.WriteAllTextAsync(_shell.PathOf("artifacts", "check-isos.txt"), answers, TestContext.Current.CancellationToken);
        (
            await _shell.RunAsync(
                "check-isos.yml",
                "Write the summary",
                new Dictionary<string, string>(),
                TestContext.Current.CancellationToken
            )
        ).EnsureSuccess();
        Assert.Equal($"\n{string.Concat(expected.Split('|').Select(line => $"    {line}\n"))}", _shell.Summary);
    }
}
