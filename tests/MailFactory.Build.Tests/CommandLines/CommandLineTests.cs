using System.Text.Json;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.CommandLines;

/// <summary>The real build, as it was compiled last with either engine, reads each command line as the table says.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] _engines = ["Embedded", "Package"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, CommandLineCase> Cases => [.. from engine in _engines from line in CommandLineCases.All select (engine, line)];

    public static TheoryData<string, string> Documents =>
        [.. from engine in _engines from line in new[] { "Status --format json", "ListIsos --json", "Status --nope --json", "--plan --plan-format json" } select (engine, line)];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Each_command_line_has_its_exit_code_and_its_sentence(string engine, CommandLineCase line)
    {
        var result = await RunAsync(engine, line.Arguments);
        var said = result.StandardOutput + result.StandardError;
        Assert.Contains(line.Sentence, said, StringComparison.Ordinal);
        Assert.Equal(line.ExitCode, result.ExitCode);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Documents))]
    public async Task Where_a_document_is_asked_for_standard_output_is_the_document(string engine, string arguments)
    {
        var result = await RunAsync(engine, [.. arguments.Split(' '), "--work-directory", "{work}"]);
        using var document = JsonDocument.Parse(result.StandardOutput);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Compilers are deterministic here: the same sources give the same library.</summary>
    private static bool IsCurrent(string build)
    {
        var library = Path.Combine(Path.GetDirectoryName(build)!, "MailFactory.Testing.dll");
        return File.Exists(build) && File.ReadAllBytes(library).AsSpan().SequenceEqual(File.ReadAllBytes(typeof(ToolRunner).Assembly.Location));
    }

    private Task<ToolResult> RunAsync(string engine, IReadOnlyList<string> arguments)
    {
        var build = Repository.PathOf("build", "bin", engine, "Debug", "_build.dll");
        Assert.SkipUnless(IsCurrent(build), $"the build is not compiled with the engine {engine}, or from other sources; NUKE_ENGINE={engine} ./build.sh --help compiles it");
        return ToolRunner.RunAsync(
            ToolCommand.Create("dotnet", [build, .. arguments.Select(word => word.Replace("{work}", _folder.Path, StringComparison.Ordinal))]) with
            {
                WorkingDirectory = Repository.Root,
                Environment = new Dictionary<string, string?> { ["NUKE_ROOT"] = Repository.Root, ["NUKE_TELEMETRY_OPTOUT"] = "1" },
            },
            TestContext.Current.CancellationToken);
    }
}
