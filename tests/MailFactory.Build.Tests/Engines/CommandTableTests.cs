namespace MailFactory.Build.Tests.Engines;

/// <summary>Command lines that mean the same with either engine: the same exit code, no mistaken start, and a clean tree.</summary>
[Collection(EngineTrees.Name)]
public sealed class CommandTableTests(EngineTree tree)
{
    public static TheoryData<string, int> Table => new()
    {
        { "ListIsos", 0 },
        { "ListVms", 0 },
        { "Status", 0 },
        { "Status --format json", 0 },
        { "listisos", 0 },
        { "Stop", 0 },
    };

    [Theory(Timeout = 1_200_000)]
    [MemberData(nameof(Table))]
    public async Task Both_engines_end_with_the_same_exit_code_and_leave_the_tree_clean(string line, int exitCode)
    {
        foreach (var engine in new[] { "Package", "Embedded" })
        {
            var run = await tree.RunAsync(engine, line.Split(' '));
            var said = run.StandardOutput + run.StandardError;
            Assert.True(run.ExitCode == exitCode, $"{engine}: exit code {run.ExitCode}, not {exitCode}\n{said}");
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.Empty(await tree.ChangesAsync());
        }
    }
}
