using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;

namespace MailFactory.Build.Tests.Scripts;

public sealed class LockTests : IDisposable
{
    private readonly BuildTree _tree = new();

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_first_runs_compile_once_and_the_second_says_that_it_waits(bool hasFlock)
    {
        var searchPath = $"{_tree.Dotnet.Folder}:{(hasFlock ? "/usr/bin:/bin" : _tree.SearchPathWithout("flock"))}";
        await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", _tree.Dotnet.Gate), TestContext.Current.CancellationToken);

        var first = RunAsync("first", searchPath);
        await UntilAsync("the first run compiles", () => _tree.Dotnet.Compiles == 1);
        var second = RunAsync("second", searchPath);
        await UntilAsync("the second run speaks", () => Said("second").EndsWith('\n'));
        Assert.StartsWith("build.sh: another build.sh ", Said("second"), StringComparison.Ordinal);
        Assert.Contains("is compiling; waiting for it", Said("second"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(_tree.Dotnet.Gate, "go\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await first).ExitCode);
        Assert.Equal(0, (await second).ExitCode);
        Assert.Equal(1, _tree.Dotnet.Compiles);
        Assert.Single(Said("second").TrimEnd().Split('\n'));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_whose_holder_is_gone_is_no_lock()
    {
        // One above the highest pid that Linux gives.
        Directory.CreateDirectory(_tree.PathOf(".nuke", "temp"));
        File.CreateSymbolicLink(_tree.PathOf(".nuke", "temp", "lock.pid"), "4194305");
        var run = await RunAsync("first", $"{_tree.Dotnet.Folder}:{_tree.SearchPathWithout("flock")}");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("waiting", Said("first"), StringComparison.Ordinal);
        Assert.False(Path.Exists(_tree.PathOf(".nuke", "temp", "lock.pid")));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_compile_leaves_no_lock(bool hasFlock)
    {
        var searchPath = $"{_tree.Dotnet.Folder}:{(hasFlock ? "/usr/bin:/bin" : _tree.SearchPathWithout("flock"))}";
        _tree.Dotnet.CompilerErrors = "Build.cs(1,6): error CS1001: Identifier expected\n";
        Assert.Equal(2, (await RunAsync("first", searchPath)).ExitCode);
        _tree.Dotnet.CompilerErrors = null;
        Assert.Equal(0, (await RunAsync("second", searchPath)).ExitCode);
        Assert.DoesNotContain("waiting", Said("second"), StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();

    /// <summary>Runs build.sh with its standard error in a file, to be read while it runs.</summary>
    private Task<ToolResult> RunAsync(string name, string searchPath) =>
        _tree.RunWithAsync(
            searchPath,
            "/bin/bash",
            _tree.Root,
            "-c",
            "exec \"$0\" 2>\"$1\"",
            _tree.PathOf("build.sh"),
            _tree.PathBeside(name)
        );

    private string Said(string name) => File.Exists(_tree.PathBeside(name)) ? File.ReadAllText(_tree.PathBeside(name)) : string.Empty;

    private static Task UntilAsync(string what, Func<bool> condition) =>
        Wait.UntilAsync(
            what,
            _ => Task.FromResult(condition()),
            TimeSpan.FromSeconds(60),
            TimeSpan.FromMilliseconds(20),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
