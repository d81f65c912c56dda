using MailFactory.Build.Tests.Scripts;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests;

/// <summary>A small build on the real engine, compiled by the real build.sh with the real dotnet.</summary>
public sealed class SampleBuild : IAsyncLifetime
{
    private const string Build = """
        using System.Collections.Generic;
        using Nuke.Common;
        using Nuke.Common.IO;

        interface IDeploy : INukeBuild
        {
            [Parameter("Where to", ValueProviderType = typeof(IDeploy), ValueProviderMember = nameof(Places))]
            string[] Place => TryGetValue(() => Place) ?? [];

            [Parameter("What to deploy")]
            AbsolutePath Package => TryGetValue(() => Package);

            IEnumerable<string> Places => ["new-york", "new-orleans", "oslo"];

            Target Deploy => _ => _.Description("Deploys to: all places");
        }

        class Build : NukeBuild, IDeploy
        {
            public static int Main() => Execute<Build>(build => build.Compile);

            Target Compile => _ => _.Description("Compiles everything");

            Target Completely => _ => _.DependsOn<IDeploy>();

            Target Wait => _ => _.Executes(() =>
            {
                System.IO.File.WriteAllText(RootDirectory / "waiting", "");
                System.Threading.Thread.Sleep(60_000);
            });

            Target Tidy => _ => _.After(Wait).AssuredAfterFailure().Executes(() => System.Console.WriteLine("tidied up"));

            protected override void OnBuildFinished() => System.Console.WriteLine("build finished");
        }
        """;

    private readonly BuildTree _tree = new();

    public string Root => _tree.Root;

    public async ValueTask InitializeAsync()
    {
        _tree.Write("build/_build.csproj", Project());
        _tree.Write("build/Build.cs", Build);
        _tree.Write(".nuke/temp/engine", "Embedded\n");
        Assert.Equal(0, (await RunAsync("./build.sh", "--help")).ExitCode);
    }

    /// <summary>Runs a program in the build's directory.</summary>
    public Task<ToolResult> RunAsync(string program, params string[] arguments)
    {
        var dotnet = ToolRunner.Find("dotnet") ?? throw new InvalidOperationException("the tests run under dotnet, but it is not in PATH");
        return _tree.RunWithAsync($"{Path.GetDirectoryName(dotnet)}:/usr/bin:/bin", program, _tree.Root, arguments);
    }

    public ValueTask DisposeAsync()
    {
        _tree.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A project that takes the engine and what it needs from the tests' own folder, so that nothing is restored.</summary>
    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <OutputPath>bin/Embedded/Debug</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(new[] { "MailFactory.Nuke", "Serilog", "Serilog.Sinks.File" }.Select(name =>
                $"<Reference Include=\"{name}\"><HintPath>{Path.Combine(AppContext.BaseDirectory, name)}.dll</HintPath></Reference>"))}
          </ItemGroup>
        </Project>
        """;
}
