namespace MailFactory.Build.Tests.Scripts;

public sealed class EngineChoiceTests : IDisposable
{
    private readonly BuildTree _tree = new();

    [Fact(Timeout = 60_000)]
    public async Task The_package_is_taken_when_it_can_be_restored()
    {
        var run = await _tree.BuildAsync();
        Assert.Equal("build.sh: compiling the build, engine Package (Nuke.Common can be restored; remembered in .nuke/temp/engine)\n", run.StandardError);
        Assert.Contains("-p:NukeEngine=Package", Assert.Single(_tree.Dotnet.Calls("build ")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_embedded_engine_is_taken_when_it_cannot()
    {
        _tree.Dotnet.Restores = false;
        var run = await _tree.BuildAsync();
        Assert.Equal("build.sh: compiling the build, engine Embedded (Nuke.Common cannot be restored here; remembered in .nuke/temp/engine)\n", run.StandardError);
        Assert.Contains("-p:NukeEngine=Embedded", Assert.Single(_tree.Dotnet.Calls("build ")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_package_feed_is_asked_once()
    {
        _tree.Dotnet.Restores = false;
        await _tree.BuildAsync();
        _tree.Dotnet.Restores = true;
        _tree.Write("src/Library/Library.cs", "// changed\n");
        var again = await _tree.BuildAsync();
        Assert.Equal("build.sh: compiling the build, engine Embedded (remembered in .nuke/temp/engine)\n", again.StandardError);
        Assert.Equal(1, _tree.Dotnet.Probes);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_remembered_but_no_engine_is_found_out_again()
    {
        _tree.Write(".nuke/temp/engine", "Turbine\n");
        await _tree.BuildAsync();
        Assert.Equal(1, _tree.Dotnet.Probes);
        Assert.Equal("Package\n", await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Package")]
    [InlineData("Embedded")]
    public async Task The_variable_wins_without_asking_and_without_being_remembered(string engine)
    {
        _tree.Write(".nuke/temp/engine", engine == "Package" ? "Embedded\n" : "Package\n");
        _tree.Environment["NUKE_ENGINE"] = engine;
        var run = await _tree.BuildAsync();
        Assert.Equal($"build.sh: compiling the build, engine {engine} (NUKE_ENGINE says so)\n", run.StandardError);
        Assert.Equal(0, _tree.Dotnet.Probes);
        Assert.NotEqual($"{engine}\n", await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_variable_that_names_no_engine_is_wrong_use()
    {
        _tree.Environment["NUKE_ENGINE"] = "embedded";
        var run = await _tree.BuildAsync();
        Assert.Equal(3, run.ExitCode);
        Assert.Equal("build.sh: NUKE_ENGINE is 'embedded', expected Package or Embedded\n", run.StandardError);
        Assert.Empty(_tree.Dotnet.Calls(""));
    }

    public void Dispose() => _tree.Dispose();
}
