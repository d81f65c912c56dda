using MailFactory.Testing.Processes;
using MailFactory.Workflows.Definitions;

namespace MailFactory.Build.Tests.Workflows;

/// <summary>The workflow that NUKE's attribute declares, and the target that writes all of them.</summary>
public sealed class DeclaredWorkflowTests : IDisposable
{
    private const int Limit = 120_000;

    private static readonly string _build = CompiledBuild.In(Repository.Root);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static KeyValuePair<string, string> Declared =>
        Assert.Single(DeclaredWorkflow.Render(new SelfTestWorkflowAttribute(), SelfTestJob.Purpose));

    [Fact]
    public void What_is_checked_in_is_what_the_attribute_declares() =>
        Assert.True(
            File.ReadAllText(Repository.PathOf(Declared.Key)) == Declared.Value,
            $"{Declared.Key} has drifted; ./build.sh GenerateWorkflows writes it"
        );

    [Fact]
    public void No_start_of_the_build_writes_it() => Assert.False(new SelfTestWorkflowAttribute().AutoGenerate);

    [Fact]
    public void Both_engines_are_tested() => Assert.Contains("engine: [Embedded, Package]\n", Declared.Value, StringComparison.Ordinal);

    [Fact(Timeout = Limit)]
    public async Task The_check_fails_on_drift_naming_file_and_line_and_changes_nothing()
    {
        Assert.SkipUnless(File.Exists(_build), "the build is not compiled; run ./build.sh once");
        CopyRepository();
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var intact = await RunAsync("--check");
        Assert.True(intact.IsSuccess, intact.StandardOutput + intact.StandardError);

        var file = _folder.PathOf(".github", "workflows", "ci.yml");
        var edited = (await File.ReadAllTextAsync(file, Cancellation)).Replace(
            "contents: read",
            "contents: write",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(file, edited, Cancellation);
        var drifted = await RunAsync("--check");
        Assert.Equal(1, drifted.ExitCode);
        Assert.Contains("/ci.yml:", drifted.StandardOutput + drifted.StandardError, StringComparison.Ordinal);
        Assert.Contains(
            "'  contents: write' and should be '  contents: read'",
            drifted.StandardOutput + drifted.StandardError,
            StringComparison.Ordinal
        );
        Assert.Equal(edited, await File.ReadAllTextAsync(file, Cancellation));
    }

    public void Dispose() => _folder.Dispose();

    private void CopyRepository()
    {
        Directory.CreateDirectory(_folder.PathOf(".nuke"));
        Directory.CreateDirectory(_folder.PathOf("preseeds"));
        File.Copy(Repository.PathOf("preseeds", "catalog.json"), _folder.PathOf("preseeds", "catalog.json"));
        File.Copy(Repository.PathOf("build.cmd"), _folder.PathOf("build.cmd"));
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ToolRunner.RunAsync(
            ToolCommand.Create("dotnet", [_build, "GenerateWorkflows", .. arguments]) with
            {
                WorkingDirectory = _folder.Path,
                Environment = new Dictionary<string, string?> { ["NUKE_ROOT"] = _folder.Path },
            },
            Cancellation
        );
}
