namespace MailFactory.Build.Tests.Scripts;

public sealed class RecompileTests : IDisposable
{
    private readonly BuildTree _tree = new();

    public static TheoryData<string> Changes => [.. _changes.Keys];

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_compiled_and_nothing_said_when_nothing_changed()
    {
        await _tree.BuildAsync();
        var again = await _tree.BuildAsync();
        Assert.Equal(1, _tree.Dotnet.Compiles);
        Assert.Empty(again.StandardError);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Changes))]
    public async Task A_changed_input_is_compiled_once(string change)
    {
        _tree.Write("src/Library/packages.lock.json", "{}");
        File.SetLastWriteTimeUtc(_tree.PathOf("build", "Build.cs"), DateTime.UnixEpoch);
        await _tree.BuildAsync();
        _changes[change](_tree);
        await _tree.BuildAsync();
        await _tree.BuildAsync();
        Assert.Equal(2, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_compile_or_a_run_leaves_behind_is_no_input()
    {
        await _tree.BuildAsync();
        _tree.Write("src/Library/obj/Library.AssemblyInfo.cs", "// generated");
        _tree.Write("build/bin/Package/Debug/Library.dll", "");
        _tree.Write("test_results/report.md", "");
        await _tree.BuildAsync();
        Assert.Equal(1, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_engine_is_another_compile()
    {
        await _tree.BuildAsync();
        _tree.Environment["NUKE_ENGINE"] = "Embedded";
        await _tree.BuildAsync();
        await _tree.BuildAsync();
        Assert.Equal(2, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task Going_back_to_an_engine_compiles_nothing_that_is_current_and_runs_what_was_compiled_for_it()
    {
        foreach (var engine in new[] { "Package", "Embedded", "Package", "Embedded" })
        {
            _tree.Environment["NUKE_ENGINE"] = engine;
            await _tree.BuildAsync("Test");
            Assert.EndsWith($"/bin/{engine}/Debug/_build.dll Test", _tree.Dotnet.Calls("")[^1], StringComparison.Ordinal);
        }

        Assert.Equal(2, _tree.Dotnet.Compiles);
        _tree.Write("build/Build.cs", "// changed\n");
        await _tree.BuildAsync();
        Assert.Equal(3, _tree.Dotnet.Compiles);
        _tree.Environment["NUKE_ENGINE"] = "Package";
        await _tree.BuildAsync();
        Assert.Equal(4, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_compiled_without_the_script_does_not_run_for_the_other_engine()
    {
        _tree.Environment["NUKE_ENGINE"] = "Package";
        await _tree.BuildAsync();
        File.Delete(_tree.PathOf("build", "bin", "Package", "Debug", "_build.dll"));
        _tree.Write("build/bin/Embedded/Debug/_build.dll", "");
        await _tree.BuildAsync();
        Assert.Equal(2, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_compile_that_leaves_no_assembly_where_it_belongs_is_said()
    {
        _tree.Dotnet.CompilesElsewhere = true;
        var failed = await _tree.BuildAsync();
        Assert.Equal(2, failed.ExitCode);
        Assert.EndsWith(
            $"build.sh: the build compiles, but not to {_tree.PathOf("build", "bin", "Package", "Debug", "_build.dll")}\n",
            failed.StandardError,
            StringComparison.Ordinal
        );
        Assert.Empty(failed.StandardOutput);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tree_that_was_moved_is_compiled_where_it_is_now()
    {
        await _tree.BuildAsync();
        var moved = _tree.PathBeside("moved");
        Directory.Move(_tree.Root, moved);
        await _tree.RunAsync(Path.Combine(moved, "build.sh"), moved);
        Assert.Equal(2, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failed_compile_shows_its_errors_only_and_is_tried_again()
    {
        await _tree.BuildAsync();
        _tree.Write("build/Build.cs", "class");
        _tree.Dotnet.CompilerErrors = """
            Some.cs(1,2): warning CS0168: never used [_build.csproj]
            Build.cs(1,6): error CS1001: Identifier expected [_build.csproj]
            Build.cs(1,6): error CS1001: Identifier expected [_build.csproj]
            """;
        var failed = await _tree.BuildAsync();
        Assert.Equal(2, failed.ExitCode);
        Assert.Equal(
            """
            build.sh: compiling the build, engine Package (remembered in .nuke/temp/engine)
            Build.cs(1,6): error CS1001: Identifier expected [_build.csproj]
            build.sh: the build does not compile

            """,
            failed.StandardError
        );
        Assert.Empty(failed.StandardOutput);

        _tree.Dotnet.CompilerErrors = null;
        Assert.Equal(0, (await _tree.BuildAsync()).ExitCode);
        Assert.Equal(3, _tree.Dotnet.Compiles);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_compile_that_fails_without_an_error_line_shows_everything()
    {
        _tree.Dotnet.CompilerErrors = "A compatible .NET SDK was not found.\n";
        var failed = await _tree.BuildAsync();
        Assert.Contains("A compatible .NET SDK was not found.", failed.StandardError, StringComparison.Ordinal);
        Assert.Equal(2, failed.ExitCode);
    }

    public void Dispose() => _tree.Dispose();

    private static readonly Dictionary<string, Action<BuildTree>> _changes = new()
    {
        ["touched source"] = tree => File.SetLastWriteTimeUtc(tree.PathOf("src", "Library", "Library.cs"), DateTime.UnixEpoch),
        ["edited source of the same age"] = tree =>
        {
            File.AppendAllText(tree.PathOf("build", "Build.cs"), "// more\n");
            File.SetLastWriteTimeUtc(tree.PathOf("build", "Build.cs"), DateTime.UnixEpoch);
        },
        ["added source"] = tree => tree.Write("src/Library/New.cs", "// new\n"),
        ["deleted source"] = tree => File.Delete(tree.PathOf("src", "Library", "Library.cs")),
        ["renamed source"] = tree => File.Move(tree.PathOf("src", "Library", "Library.cs"), tree.PathOf("src", "Library", "Renamed.cs")),
        ["embedded file"] = tree => tree.Write("src/Library/Scripts/install.sh", "true\n"),
        ["project"] = tree => tree.Write("build/_build.csproj", "<Project></Project>\n"),
        ["props"] = tree => tree.Write("Directory.Build.props", "<Project></Project>\n"),
        ["new props"] = tree => tree.Write("Directory.Packages.props", "<Project />\n"),
        ["lock file"] = tree => tree.Write("src/Library/packages.lock.json", "{ }"),
        ["global.json"] = tree => tree.Write("global.json", "{}\n"),
        ["NuGet.config"] = tree => tree.Write("NuGet.config", "<configuration />\n"),
        ["lost assembly"] = tree => File.Delete(tree.PathOf("build", "bin", "Package", "Debug", "_build.dll")),
    };
}
