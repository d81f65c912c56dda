using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Engines;

/// <summary>
/// Variables that a shell or a CI server has for reasons of its own, and that NUKE's own engine takes for its parameters.
/// </summary>
[Collection(EngineTrees.Name)]
public sealed class EnvironmentTests(EngineTree tree) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Engines => [.. EngineTree.Engines];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Engines))]
    public async Task Variables_without_the_prefix_change_nothing(string engine)
    {
        var root = Directory.CreateDirectory(_folder.PathOf("root")).FullName;
        var run = await RunAsync(
            engine,
            ["Status", "--work-directory", _folder.PathOf("work")],
            new()
            {
                ["ROOT"] = root,
                ["TARGET"] = "Test",
                ["SKIP"] = "Status",
                ["PLAN"] = "true",
                ["HELP"] = "true",
                ["HOST"] = "mymachine",
                ["VERBOSITY"] = "detailed",
                ["PROFILE"] = "nosuch",
                ["CONTINUE"] = "true",
                ["PARTITION"] = "2/3",
                ["NO_LOGO"] = "maybe",
            }
        );
        Assert.Equal((0, string.Empty), (run.ExitCode, run.StandardError));
        Assert.Contains("no run", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Status ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
        Assert.Empty(await tree.ChangesAsync());
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Engines))]
    public async Task A_root_of_somebody_elses_does_not_make_the_build_search_from_the_current_folder(string engine)
    {
        Directory.CreateDirectory(_folder.PathOf("other", ".nuke"));
        var run = await RunAsync(engine, ["ListIsos"], new() { ["ROOT"] = _folder.PathOf("nowhere") }, _folder.PathOf("other"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.StandardError));
        Assert.Contains("debian-13", run.StandardOutput, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.PathOf("other", ".nuke")));
        Assert.Equal([".nuke"], Directory.EnumerateFileSystemEntries(_folder.PathOf("other")).Select(Path.GetFileName));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Engines))]
    public async Task Variables_with_the_prefix_are_parameters(string engine)
    {
        var run = await RunAsync(
            engine,
            ["--work-directory", _folder.PathOf("work")],
            new() { ["NUKE_TARGET"] = "ListVms", ["NUKE_NO_LOGO"] = "true" }
        );
        Assert.Equal((0, string.Empty), (run.ExitCode, run.StandardError));
        Assert.Contains("ListVms ", run.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("10.1.0", run.StandardOutput, StringComparison.Ordinal);

        var wrong = await RunAsync(engine, ["Status"], new() { ["NUKE_VERBOSITY"] = "foo" });
        Assert.Equal(3, wrong.ExitCode);
        Assert.Contains("'foo' does not fit", wrong.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> RunAsync(string engine, string[] arguments, Dictionary<string, string?> variables, string? directory = null)
    {
        var command = tree.Command(engine, arguments);
        foreach (var (name, value) in command.Environment)
        {
            variables[name] = value;
        }

        return ToolRunner.RunAsync(
            command with
            {
                Environment = variables,
                WorkingDirectory = directory ?? tree.Root,
            },
            TestContext.Current.CancellationToken
        );
    }
}
