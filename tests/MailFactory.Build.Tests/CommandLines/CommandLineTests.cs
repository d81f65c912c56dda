using System.Text.Json;
using MailFactory.Build.Tests.Engines;

namespace MailFactory.Build.Tests.CommandLines;

/// <summary>build.sh in a fresh clone reads each command line as the table says, with either engine.</summary>
[Collection(EngineTrees.Name)]
public sealed class CommandLineTests(EngineTree tree) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, CommandLineCase> Cases =>
        [.. from engine in EngineTree.Engines from line in CommandLineCases.All select (engine, line)];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Each_command_line_has_its_exit_code_and_its_sentence_and_leaves_the_tree_clean(string engine, CommandLineCase line)
    {
        var run = await tree.RunAsync(
            engine,
            [.. line.Arguments.Select(word => word.Replace("{work}", _folder.Path, StringComparison.Ordinal))]
        );
        var said = run.StandardOutput + run.StandardError;
        Assert.Contains(line.Sentence, said, StringComparison.Ordinal);
        Assert.True(run.ExitCode == line.ExitCode, $"exit code {run.ExitCode}, not {line.ExitCode}:\n{said}");
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("compiling", run.StandardError, StringComparison.Ordinal);
        Assert.Empty(await tree.ChangesAsync());
        if (line.IsDocument)
        {
            using var document = JsonDocument.Parse(run.StandardOutput);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }

    public void Dispose() => _folder.Dispose();
}
