namespace MailFactory.Build.Tests.Scripts;

public sealed class EngineChoiceTests : IDisposable
{
    private const string FirstStart = "build.sh: first start: asking the package feed for Nuke.Common, then compiling the build\n";

    private readonly BuildTree _tree = new();

    [Fact(Timeout = 60_000)]
    public async Task The_package_is_taken_when_it_can_be_restored()
    {
        var run = await _tree.BuildAsync();
        Assert.Equal(
            $"{FirstStart}build.sh: compiling the build, engine Package (Nuke.Common can be restored; remembered in .nuke/temp/engine)\n",
            run.StandardError
        );
        Assert.Contains("-p:NukeEngine=Package", Assert.Single(_tree.Dotnet.Calls("build ")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_embedded_engine_is_taken_when_it_cannot()
    {
        _tree.Dotnet.Restores = false;
        var run = await _tree.BuildAsync();
        Assert.Equal(
            $"{FirstStart}build.sh: compiling the build, engine Embedded (the package feed has no Nuke.Common; remembered in "
                + ".nuke/temp/engine)\n",
            run.StandardError
        );
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

    [Theory(Timeout = 60_000)]
    [InlineData(
        "error NU1301: Unable to load the service index for source https://feed/index.json.",
        "the package feed cannot be reached, so the next run asks again: NU1301: Unable to load the service index for source "
            + "https://feed/index.json."
    )]
    [InlineData(
        "error NU1101: Unable to find package Nuke.Common.\n/a/_build.csproj : error NU1301: Unable to load the service index "
            + "for source https://other/.",
        "the package feed cannot be reached, so the next run asks again: NU1101: Unable to find package Nuke.Common."
    )]
    [InlineData(
        "error NU1101: Unable to find package CliWrap.",
        "asking the package feed failed, so the next run asks again: NU1101: Unable to find package CliWrap."
    )]
    [InlineData("error : No space left on device", "asking the package feed failed, so the next run asks again: No space left on device")]
    public async Task A_feed_that_did_not_answer_is_told_apart_and_asked_again(string error, string reason)
    {
        _tree.Dotnet.RestoreErrors = $"/a/_build.csproj : {error} [/a/_build.csproj]\n";
        var first = await _tree.BuildAsync();
        Assert.Equal($"{FirstStart}build.sh: compiling the build, engine Embedded ({reason})\n", first.StandardError);
        Assert.False(File.Exists(_tree.PathOf(".nuke", "temp", "engine")));

        var second = await _tree.BuildAsync();
        Assert.Empty(second.StandardError);
        Assert.Equal((2, 1), (_tree.Dotnet.Probes, _tree.Dotnet.Compiles));

        _tree.Dotnet.Restores = true;
        await _tree.BuildAsync();
        Assert.Equal(
            "Package\n",
            await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_feed_that_says_nothing_is_waited_for_audibly_and_not_for_ever()
    {
        _tree.Dotnet.RestoreHangs = true;
        _tree.Environment["NUKE_PROBE_SECONDS"] = "12";
        var run = await _tree.BuildAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            """
            ^build\.sh: first start: asking the package feed for Nuke\.Common, then compiling the build
            build\.sh: still asking the package feed for Nuke\.Common \(1\d s of at most 12\)
            build\.sh: compiling the build, engine Embedded \(the package feed did not answer within 12 s, so the next run asks again\)
            $
            """,
            run.StandardError
        );
        Assert.False(File.Exists(_tree.PathOf(".nuke", "temp", "engine")));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_package_of_another_version_only_is_an_answer()
    {
        _tree.Dotnet.RestoreErrors = "/a/_build.csproj : error NU1102: Unable to find package Nuke.Components with version (>= 10.1.0)\n";
        await _tree.BuildAsync();
        Assert.Equal(
            "Embedded\n",
            await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_remembered_but_no_engine_is_found_out_again()
    {
        _tree.Write(".nuke/temp/engine", "Turbine\n");
        await _tree.BuildAsync();
        Assert.Equal(1, _tree.Dotnet.Probes);
        Assert.Equal(
            "Package\n",
            await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken)
        );
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
        Assert.NotEqual(
            $"{engine}\n",
            await File.ReadAllTextAsync(_tree.PathOf(".nuke", "temp", "engine"), TestContext.Current.CancellationToken)
        );
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
