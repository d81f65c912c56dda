using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.CommandLines;

/// <summary>The real build, as it was compiled last, reads each command line as the table says.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string _build = Repository.PathOf("build", "bin", "Debug", "net10.0", "_build.dll");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<CommandLineCase> Cases => [.. CommandLineCases.All];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Each_command_line_has_its_exit_code_and_its_sentence(CommandLineCase line)
    {
        var result = await RunAsync(line.Arguments);
        Assert.Contains(line.Sentence, result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        Assert.Equal(line.ExitCode, result.ExitCode);
        Assert.DoesNotContain("   at ", result.StandardOutput + result.StandardError, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Status --format json")]
    [InlineData("ListIsos --json")]
    [InlineData("Status --nope --json")]
    [InlineData("--plan --plan-format json")]
    public async Task Where_a_document_is_asked_for_standard_output_is_the_document(string arguments)
    {
        var result = await RunAsync([.. arguments.Split(' '), "--work-directory", "{work}"]);
        using var document = System.Text.Json.JsonDocument.Parse(result.StandardOutput);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, document.RootElement.ValueKind);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> RunAsync(IReadOnlyList<string> arguments)
    {
        Assert.SkipUnless(File.Exists(_build), "the build is not compiled; run ./build.sh once");
        return ToolRunner.RunAsync(
            ToolCommand.Create("dotnet", [_build, .. arguments.Select(word => word.Replace("{work}", _folder.Path, StringComparison.Ordinal))]) with
            {
                WorkingDirectory = Repository.Root,
            },
            TestContext.Current.CancellationToken);
    }
}
