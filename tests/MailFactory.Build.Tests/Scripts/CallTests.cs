namespace MailFactory.Build.Tests.Scripts;

public sealed class CallTests : IDisposable
{
    private readonly BuildTree _tree = new();

    [Theory(Timeout = 60_000)]
    [InlineData("build.sh")]
    [InlineData("build.cmd")]
    public async Task Arguments_and_exit_code_go_through_as_they_are(string script)
    {
        _tree.Environment["FAKE_EXIT"] = "7";
        var run = await _tree.RunAsync(_tree.PathOf(script), _tree.Root, "Test", "--iso-path", "a  b.iso", "*");
        Assert.Equal(7, run.ExitCode);
        Assert.Equal($"root {_tree.Root}, in {_tree.Root}: Test --iso-path a  b.iso *\n", run.StandardOutput);
    }

    [Fact(Timeout = 60_000)]
    public async Task From_another_directory_the_root_is_the_scripts_and_the_directory_stays()
    {
        var elsewhere = Directory.CreateDirectory(_tree.PathBeside("elsewhere")).FullName;
        var run = await _tree.RunAsync("../a tree/build.sh", elsewhere, "Test");
        Assert.Equal($"root {_tree.Root}, in {elsewhere}: Test\n", run.StandardOutput);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("build.sh")]
    [InlineData("build.cmd")]
    public async Task Through_links_the_root_is_where_the_script_really_is(string script)
    {
        File.CreateSymbolicLink(_tree.PathBeside("first"), Path.Combine("a tree", script));
        File.CreateSymbolicLink(_tree.PathBeside("second"), _tree.PathBeside("first"));
        var run = await _tree.RunAsync(_tree.PathBeside("second"), Path.GetTempPath(), "Test");
        Assert.StartsWith($"root {_tree.Root},", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_CDPATH_set_the_root_is_still_where_the_script_is()
    {
        Directory.CreateDirectory(_tree.PathBeside(Path.Combine("elsewhere", "a tree")));
        _tree.Environment["CDPATH"] = _tree.PathBeside("elsewhere");
        var run = await _tree.RunAsync("a tree/build.sh", _tree.PathBeside(string.Empty), "Test");
        Assert.Equal(
            (0, $"root {_tree.Root}, in {_tree.PathBeside(string.Empty).TrimEnd('/')}: Test\n"),
            (run.ExitCode, run.StandardOutput)
        );
        Assert.Equal(["a tree"], Directory.GetDirectories(_tree.PathBeside("elsewhere")).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_tree.PathBeside(Path.Combine("elsewhere", "a tree"))));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Test >&-")]
    [InlineData("Test <&-")]
    [InlineData("Test 2>&-")]
    [InlineData("Test <&- >&- 2>&-")]
    public async Task A_closed_standard_stream_is_no_file_that_the_build_opens(string call)
    {
        await _tree.BuildAsync();
        var run = await _tree.RunAsync("/bin/bash", _tree.Root, "-c", $"./build.sh {call}; echo code $?");
        Assert.EndsWith("code 0\n", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("0 1 2", _tree.Dotnet.OpenStreams);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dotnet_in_the_home_directory_is_found()
    {
        Directory.Move(_tree.Dotnet.Folder, _tree.PathBeside(".dotnet"));
        var run = await _tree.RunWithAsync(_tree.SearchPathWithout("dotnet"), _tree.PathOf("build.sh"), _tree.Root, "Test");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Completion_never_compiles()
    {
        _tree.Dotnet.Restores = false;
        Assert.Equal(1, (await _tree.BuildAsync("--shell-completion", "Te")).ExitCode);
        Assert.Empty(_tree.Dotnet.Calls(""));

        await _tree.BuildAsync();
        _tree.Write("build/Build.cs", "// in the middle of an edit");
        var run = await _tree.BuildAsync("--shell-completion", "Te");
        Assert.EndsWith(": --shell-completion Te\n", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(1, _tree.Dotnet.Compiles);
    }

    public void Dispose() => _tree.Dispose();
}
