using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Scripts;

/// <summary>The same script with the real dotnet, on a build that needs no package.</summary>
public sealed class RealCompileTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <OutputPath>bin/Embedded/Debug</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
          </PropertyGroup>
        </Project>
        """;

    private readonly BuildTree _tree = new();

    public RealCompileTests()
    {
        _tree.Write("build/_build.csproj", Project);
        _tree.Write("build/Build.cs", "System.Console.WriteLine($\"one {args[0]}\");\n");
        _tree.Environment["NUKE_ENGINE"] = "Embedded";
        _tree.Environment["DOTNET_CLI_HOME"] = _tree.PathBeside("home");
    }

    [Fact(Timeout = 300_000)]
    public async Task An_edit_is_seen_by_the_next_run_and_an_error_stops_it()
    {
        var first = await RunAsync("Test");
        Assert.Equal("one Test\n", first.StandardOutput);

        var second = await RunAsync("Test");
        Assert.Equal("one Test\n", second.StandardOutput);
        Assert.Empty(second.StandardError);

        _tree.Write("build/Build.cs", "System.Console.WriteLine(\"two\");\n");
        Assert.Equal("two\n", (await RunAsync("Test")).StandardOutput);

        _tree.Write("build/Build.cs", "int unused; System.Console.WriteLine(two);\n");
        var failed = await RunAsync("Test");
        Assert.Equal(2, failed.ExitCode);
        Assert.Empty(failed.StandardOutput);
        Assert.Single(failed.StandardError.Split('\n'), line => line.Contains("error CS0103", StringComparison.Ordinal));
        Assert.DoesNotContain("warning", failed.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();

    private Task<ToolResult> RunAsync(params string[] arguments)
    {
        var dotnet = ToolRunner.Find("dotnet") ?? throw new InvalidOperationException("the tests run under dotnet, but it is not in PATH");
        return _tree.RunWithAsync($"{Path.GetDirectoryName(dotnet)}:/usr/bin:/bin", _tree.PathOf("build.sh"), _tree.Root, arguments);
    }
}
